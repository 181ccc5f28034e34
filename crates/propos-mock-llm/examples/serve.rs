//! The mock server as a program: `cargo run -p propos-mock-llm --example serve [PORT] [PERCENT]` prints its address and runs until it
//! is killed. Of a hundred questions, so many meet each kind of fault.

use std::io::Write;
use std::time::Duration;

use propos_mock_llm::{Delivery, Ending, MockServer, Reply, Seen};
use serde_json::json;

/// How long it thinks about an answer.
const THINKS: Duration = Duration::from_millis(100);

/// Every kind of fault that a server or a model has.
const FAULTS: &[fn(&Seen) -> Reply] = &[
    |_| error(429, "rate_limit_exceeded").with_header("retry-after", "2"),
    |_| error(500, "server_error"),
    |_| error(503, "service_unavailable_error"),
    |seen| seen.obey().delivered(Delivery::Drop),
    |seen| seen.obey().delivered(Delivery::CutAfter(100)),
    |_| Reply::text(200, "<html>Sign in</html>").with_header("content-type", "text/html"),
    |seen| seen.say("Here you are."),
    |seen| seen.end("{\"claims\": {\"1\": ", Ending::Cut),
    |seen| seen.end("I cannot help with that.", Ending::Refused),
];

fn error(status: u16, code: &str) -> Reply {
    let error = json!({ "message": "not now", "type": code, "code": code, "param": null });
    Reply::json(status, &json!({ "error": error }))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1).map(|argument| argument.parse().ok());
    let port = arguments.next().flatten().unwrap_or(0);
    let percent = usize::from(arguments.next().flatten().unwrap_or(0));
    let respond = move |seen: &Seen| {
        // Far apart, so that a question that is asked again may fare better.
        let drawn = seen.index * 37 % 100;
        let fault = drawn.checked_div(percent).and_then(|kind| FAULTS.get(kind));
        match fault {
            Some(fault) if seen.prompt().contains("<doc ") => fault(seen).after(THINKS),
            _ => seen.obey().after(THINKS),
        }
    };
    let server = MockServer::start_at(port, respond).await?;
    let mut output = std::io::stdout();
    writeln!(output, "{}", server.url())?;
    output.flush()?;
    std::future::pending::<()>().await;
    Ok(())
}
