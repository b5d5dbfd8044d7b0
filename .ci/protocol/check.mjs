// Two servers asked by the client library of VS Code: our own, and yaml-language-server with our schemas.
// node check.mjs PROGRAM FOLDER: a folder that `resultatplan new plans/kultur/arkiv/2026` and `resultatplan schema` were run in.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import path from 'node:path'

const require = createRequire(import.meta.url)
const { createProtocolConnection, StreamMessageReader, StreamMessageWriter } = require('vscode-languageserver-protocol/node')
const [program, folder] = process.argv.slice(2).map(one => path.resolve(one))
const limit = 30000

function expect(what, holds) {
  if (!holds) {
    console.error(`wrong: ${what}`)
    process.exit(1)
  }
}

class Editor {
  constructor(command, args) {
    this.process = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'], cwd: folder })
    this.connection = createProtocolConnection(
      new StreamMessageReader(this.process.stdout),
      new StreamMessageWriter(this.process.stdin),
    )
    this.found = new Map()
    this.versions = new Map()
    this.connection.onNotification('textDocument/publishDiagnostics', one => this.found.set(one.uri, one.diagnostics))
    this.connection.onRequest('workspace/configuration', ({ items }) => items.map(() => ({})))
    this.connection.onRequest('client/registerCapability', () => null)
    this.connection.listen()
  }

  async start() {
    const rootUri = pathToFileURL(folder).href
    const capabilities = { textDocument: { hover: { contentFormat: ['markdown'] }, completion: {} }, workspace: {} }
    const answer = await this.connection.sendRequest('initialize', { processId: process.pid, rootUri, capabilities })
    await this.connection.sendNotification('initialized', {})
    return answer.capabilities
  }

  async open(file, text) {
    const uri = pathToFileURL(path.join(folder, file)).href
    this.versions.set(uri, 1)
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version: 1, text },
    })
    return uri
  }

  async write(uri, text) {
    this.found.delete(uri)
    const version = this.versions.get(uri) + 1
    this.versions.set(uri, version)
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    })
  }

  async until(what, uri, holds) {
    const end = Date.now() + limit
    while (!(this.found.has(uri) && holds(this.found.get(uri)))) {
      expect(`${what}: ${JSON.stringify(this.found.get(uri))}`, Date.now() < end)
      await new Promise(resolve => setTimeout(resolve, 20))
    }
    return this.found.get(uri)
  }

  ask(method, uri, text, needle, more = {}) {
    const at = text.indexOf(needle.replace('|', '')) + needle.indexOf('|')
    const lines = text.slice(0, at).split('\n')
    const position = { line: lines.length - 1, character: lines.at(-1).length }
    return this.connection.sendRequest(method, { textDocument: { uri }, position, ...more })
  }

  async stop() {
    const ended = new Promise(resolve => this.process.on('exit', resolve))
    await this.connection.sendRequest('shutdown')
    await this.connection.sendNotification('exit')
    return ended
  }
}

const labels = answer => (answer.items ?? answer).map(one => one.label)
const is = code => one => one.code === code

async function ours() {
  const editor = new Editor(program, ['lsp'])
  const capabilities = await editor.start()
  expect('it says what it can', capabilities.hoverProvider && capabilities.codeActionProvider && capabilities.renameProvider)
  const file = 'plans/kultur/arkiv/2026/mål/1.1-sagsbehandling.yaml'
  const text = readFileSync(path.join(folder, file), 'utf8')
  const uri = await editor.open(file, text)
  await editor.until('a new plan has no error', uri, all => all.every(one => one.severity > 1))
  const wrong = text.replace('\nområde:', '\nomraade:')
  await editor.write(uri, wrong)
  const [finding] = (await editor.until('a mistyped key is told', uri, all => all.some(is('unknown-key')))).filter(is('unknown-key'))
  const actions = await editor.connection.sendRequest('textDocument/codeAction', {
    textDocument: { uri },
    range: finding.range,
    context: { diagnostics: [finding] },
  })
  const [edit] = actions[0].edit.changes[uri]
  expect('its way out is offered', actions.length === 1 && edit.newText === 'område' && actions[0].diagnostics.length === 1)
  const lines = wrong.split('\n')
  const { start, end } = edit.range
  lines[start.line] = lines[start.line].slice(0, start.character) + edit.newText + lines[end.line].slice(end.character)
  expect('and makes the text whole', lines.join('\n') === text)
  await editor.write(uri, lines.join('\n'))
  await editor.until('the mended key is told of no more', uri, all => !all.some(is('unknown-key')))
  const hover = await editor.ask('textDocument/hover', uri, text, '\no|mråde:')
  expect('a key says what it is for', hover.contents.value.includes('mål.område'))
  const more = text + 'b'
  await editor.write(uri, more)
  const keys = labels(await editor.ask('textDocument/completion', uri, more, '\nb|'))
  expect(`keys are completed: ${keys}`, keys.includes('bemærkning') && !keys.includes('område'))
  expect('it ends well', (await editor.stop()) === 0)
}

async function theirs() {
  const server = path.join(path.dirname(require.resolve('yaml-language-server/package.json')), 'bin', 'yaml-language-server')
  const editor = new Editor(process.execPath, [server, '--stdio'])
  await editor.start()
  const settings = { yaml: { validate: true, hover: true, completion: true, schemaStore: { enable: false } } }
  await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings })
  for (const file of ['plan.yaml', 'mål/1.1-sagsbehandling.yaml', '../institution.yaml', '../../ministerium.yaml']) {
    const name = path.join('plans/kultur/arkiv/2026', file)
    const text = readFileSync(path.join(folder, name), 'utf8')
    const uri = await editor.open(name, text)
    await editor.until(`${file} is as its schema says`, uri, all => all.length === 0)
    await editor.write(uri, text + 'ukendt: nøgle\n')
    await editor.until(`${file} with an unknown key is not`, uri, all => all.length > 0)
  }
  const name = 'plans/kultur/arkiv/2026/plan.yaml'
  const text = readFileSync(path.join(folder, name), 'utf8')
  const uri = pathToFileURL(path.join(folder, name)).href
  await editor.write(uri, text)
  await editor.until('the plan is right again', uri, all => all.length === 0)
  const hover = await editor.ask('textDocument/hover', uri, text, '\nst|atus:')
  expect(`a key says what it is for: ${JSON.stringify(hover)}`, JSON.stringify(hover).includes('udkast'))
  const more = text + 'bi'
  await editor.write(uri, more)
  const keys = labels(await editor.ask('textDocument/completion', uri, more, '\nbi|'))
  expect(`keys are completed: ${keys}`, keys.some(key => key.startsWith('bilag')))
  await editor.stop()
}

await ours()
await theirs()
console.log('both servers answer')
