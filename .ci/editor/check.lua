-- Asks the language server as Neovim does: PROGRAM=… PLANS=… nvim --headless --clean -c 'luafile check.lua'
-- Neovim's own client speaks; what it understands of the answers is held here.
local program, plans = vim.env.PROGRAM, vim.env.PLANS
local goal = plans .. "/uim/siri/2023/mål/1.1-sagsbehandlingstider.yaml"
local results = plans .. "/uim/siri/2023/resultater/2-kvartal.yaml"

local function expect(what, holds)
  if not holds then
    io.stderr:write("Neovim: " .. what .. "\n")
    vim.cmd("cquit 1")
  end
end

local client = vim.lsp.start_client({ name = "resultatplan", cmd = { program, "lsp" }, root_dir = plans })
expect("the server starts", client)

local function open(path)
  vim.cmd("edit " .. vim.fn.fnameescape(path))
  local buffer = vim.api.nvim_get_current_buf()
  vim.lsp.buf_attach_client(buffer, client)
  expect("it attaches to " .. path, vim.wait(20000, function() return vim.lsp.buf_is_attached(buffer, client) end))
  return buffer
end

local function position(buffer, needle, shift)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    local start = line:find(needle, 1, true)
    if start then
      return {
        textDocument = { uri = vim.uri_from_bufnr(buffer) },
        position = { line = number - 1, character = vim.str_utfindex(line, start - 1) + shift },
      }
    end
  end
  expect(needle .. " stands there", false)
end

local function ask(buffer, method, params)
  local answers = vim.lsp.buf_request_sync(buffer, method, params, 20000)
  expect(method .. " is answered", answers and answers[client] and answers[client].result)
  return answers[client].result
end

local buffer = open(goal)
vim.wait(20000, function() return vim.lsp.get_client_by_id(client).initialized end)

-- A key that is mistyped, unsaved, is told; mended, it is gone.
local function errors()
  return #vim.diagnostic.get(buffer, { severity = vim.diagnostic.severity.ERROR })
end
vim.cmd([[silent %s/^vægt: 65/vaegt: 65/]])
expect("a mistyped key is told", vim.wait(20000, function() return errors() > 0 end))
vim.cmd("silent undo")
expect("a mended key is told of no more", vim.wait(20000, function() return errors() == 0 end))

local hover = ask(buffer, "textDocument/hover", position(buffer, "vægt: 65", 1))
expect("a key says what it is for", hover.contents.value:find("mål.vægt", 1, true))

local sheet = open(results)
local definition = ask(sheet, "textDocument/definition", position(sheet, "krav: 1.1 a Fast", 8))
expect("an address leads to its requirement", vim.uri_to_fname(definition[1].uri) == goal)

local completions = ask(sheet, "textDocument/completion", position(sheet, "krav: 1.1 a Fast", 8))
local labels = {}
for _, item in ipairs(completions.items or completions) do
  labels[item.label] = true
end
expect("addresses are completed", labels["1.1 a Landbrug, 1. gang"])

local symbols = ask(buffer, "textDocument/documentSymbol", { textDocument = { uri = vim.uri_from_bufnr(buffer) } })
expect("a file is outlined", symbols[1].name == "1.1 Sagsbehandlingstider")

print("Neovim " .. vim.version().major .. "." .. vim.version().minor .. ": findings, hover, definition, completion, outline\n")
vim.cmd("qall!")
