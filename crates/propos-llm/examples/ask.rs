//! Looks at a server and asks it something: `ask NAME [BASE_URL] <question.txt`, such as `ask ollama:qwen3:8b`.

use std::error::Error;
use std::io::{Read, Write};
use std::sync::Arc;

use propos_llm::{ChatRequest, Client, Endpoint, EndpointOptions, HttpTransport, Prices};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().ok_or("give a name such as ollama:MODEL")?;
    let base_url = arguments.next();
    let options = EndpointOptions::new().with_base_url(base_url.as_deref());
    let endpoint = Endpoint::choose(&name, options, &|variable| std::env::var(variable).ok())?;
    let client = Client::new(endpoint, Arc::new(HttpTransport::new()));
    let prices = Prices::embedded();
    let mut output = std::io::stdout();

    let found = client.diagnose(&prices).await;
    writeln!(output, "models: {:?}\nmodel: {:?}", found.models, found.model)?;
    if let Some(probe) = &found.probe {
        writeln!(
            output,
            "schema: {}, probabilities: {}",
            probe.obedience.word(),
            probe.tells_probabilities
        )?;
        writeln!(output, "probe: {:?} {}", probe.answer.outcome, probe.answer.text)?;
    }

    let mut question = String::new();
    std::io::stdin().read_to_string(&mut question)?;
    if !question.trim().is_empty() {
        let answer = client.chat(&ChatRequest::new(question)).await;
        let cost = prices.cost(client.endpoint(), &answer.usage);
        writeln!(
            output,
            "{:?}, {:?}, {cost:?}, left out: {:?}",
            answer.outcome, answer.usage, answer.adapted
        )?;
        writeln!(output, "{}", answer.text)?;
    }
    Ok(())
}
