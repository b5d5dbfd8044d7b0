//! A request in, an answer out: who is let in, which page answers, what is said where none does. No socket is opened here, so that
//! every page and every attack can be tried without one.

use minijinja::context;

use super::error::PageError;
use super::guard::{Barred, LetIn};
use super::request::WebRequest;
use super::response::WebResponse;
use super::router::{Route, Visit, find};
use super::workbench::Workbench;
use crate::language::{Telling, say};
use crate::quantity::Date;
use crate::workspace::caught;

impl Workbench {
    /// How large a request's body may be, before it is read.
    ///
    /// # Errors
    /// The answer to who may not even ask.
    pub fn most_of(&self, head: &WebRequest) -> Result<usize, Box<WebResponse>> {
        match self.admitted(head) {
            Ok((route, _)) => Ok(route.most),
            Err(response) => Err(Box::new(response.guarded(&self.guard.nonce))),
        }
    }

    /// Answers a request, on a day. A fault of the program is told on a page like any other.
    pub fn handle(&self, request: &WebRequest, today: Date) -> WebResponse {
        let answered = self.admitted(request).and_then(|(route, parts)| {
            let visit = Visit { request, parts, today };
            if request.body.len() > route.most {
                return Err(self.problem(&PageError::TooLarge));
            }
            if route.is_change && self.is_read_only {
                return Err(self.problem(&PageError::Forbidden(say!("serve.read-only"))));
            }
            match caught(|| (route.answer)(self, &visit)) {
                Ok(Ok(response)) => Ok(response),
                Ok(Err(error)) => Err(self.problem(&error)),
                Err(panicked) => Err(self.problem(&PageError::Failed(panicked.message()))),
            }
        });
        answered.unwrap_or_else(|refused| refused).guarded(&self.guard.nonce)
    }

    /// The route of a request that is let in, with the parts of its path that the route leaves open.
    fn admitted<'a>(&self, request: &'a WebRequest) -> Result<(&'static Route, Vec<&'a str>), WebResponse> {
        match self.guard.admit(request) {
            Err(barred) => return Err(self.barred(barred)),
            Ok(LetIn::New { cookie, address }) => return Err(WebResponse::to(&address).with("Set-Cookie", cookie)),
            Ok(LetIn::Known) => {}
        }
        find(request.verb, &request.path).map_err(|error| self.problem(&error))
    }

    /// A page that says why there is no other.
    fn problem(&self, error: &PageError) -> WebResponse {
        let (status, message) = error.told();
        let text = self.say(&message);
        let page = self.rendered("", "problem.html.jinja", &context! { text => &text });
        // Only a template of the user's own leads to the other.
        page.map_or_else(
            |_| WebResponse::new(status, "text/plain; charset=utf-8", text),
            |page| WebResponse::html(status, page),
        )
    }

    /// Without style, and without a word of the plans: for who has not shown that they may look.
    fn barred(&self, barred: Barred) -> WebResponse {
        let message = match barred {
            Barred::Host => say!("serve.barred.host"),
            Barred::Origin => say!("serve.barred.origin"),
            Barred::Token => say!("serve.barred.token"),
        };
        WebResponse::new(403, "text/plain; charset=utf-8", self.say(&message))
    }

    /// The answer to what is no request at all.
    pub(super) fn malformed(&self) -> WebResponse {
        WebResponse::new(400, "text/plain; charset=utf-8", self.say(&say!("serve.malformed")))
            .guarded(&self.guard.nonce)
    }
}
