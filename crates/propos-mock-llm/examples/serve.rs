//! The mock server as a program: `cargo run -p propos-mock-llm --example serve [PORT]` prints its address and runs until it is killed.

use std::io::Write;

use propos_mock_llm::MockServer;

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let port = std::env::args()
        .nth(1)
        .and_then(|argument| argument.parse().ok())
        .unwrap_or(0);
    let server = MockServer::start_at(port, propos_mock_llm::Seen::obey).await?;
    let mut output = std::io::stdout();
    writeln!(output, "{}", server.url())?;
    output.flush()?;
    std::future::pending::<()>().await;
    Ok(())
}
