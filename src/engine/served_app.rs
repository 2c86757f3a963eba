//! Programs that define an application and start no server: the lines that a reader would add to have it served.

/// The application of a program, and the lines that serve it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServedApp {
    /// The name of the variable.
    pub name: String,
    /// The server that runs it, as it is called on a command line.
    pub server: &'static str,
    /// The lines, each with its end.
    pub lines: String,
}

/// Calls by which programs start a server themselves.
const STARTS: &[&str] = &[
    "uvicorn.run(",
    "uvicorn.Server(",
    "run_app(",
    "AppRunner(",
    ".run(",
    ".serve_forever(",
    "run_simple(",
    "make_server(",
];

/// The application that a program defines at its top level and does not serve; `None` if there is none.
pub fn served_app(source: &str) -> Option<ServedApp> {
    let code = source.lines().map(|line| line.split('#').next().unwrap_or(line));
    if code.clone().any(|line| STARTS.iter().any(|start| line.contains(start)) && !line.contains("asyncio.run(")) {
        return None;
    }
    code.filter_map(|line| {
        let (name, value) = line.split_once('=')?;
        let name = name.split(':').next()?.trim_end();
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        let class = value.trim_start().split_once('(').filter(|_| is_name)?.0.rsplit('.').next()?;
        let (server, lines) = match class {
            "FastAPI" | "Starlette" => {
                ("uvicorn", format!("\nimport uvicorn\n\nuvicorn.run({name}, host=\"127.0.0.1\", port=8000)\n"))
            }
            "Flask" => ("werkzeug", format!("\n{name}.run(host=\"127.0.0.1\", port=5000)\n")),
            "Application" => (
                "aiohttp",
                format!("\nimport aiohttp.web\n\naiohttp.web.run_app({name}, host=\"127.0.0.1\", port=8080)\n"),
            ),
            _ => return None,
        };
        Some(ServedApp { name: name.to_string(), server, lines })
    })
    .next_back()
}

#[cfg(test)]
mod tests {
    use super::served_app;

    #[test]
    fn an_application_at_the_top_level_is_served_by_its_server() {
        let server = |source: &str| served_app(source).map(|app| (app.name, app.server));
        assert_eq!(server("from fastapi import FastAPI\napp = FastAPI()\n"), Some(("app".into(), "uvicorn")));
        assert_eq!(
            server("api: Starlette = starlette.applications.Starlette(routes=[])"),
            Some(("api".into(), "uvicorn"))
        );
        assert_eq!(server("app = Flask(__name__)"), Some(("app".into(), "werkzeug")));
        assert_eq!(server("app = web.Application()"), Some(("app".into(), "aiohttp")));
    }

    #[test]
    fn a_program_that_serves_or_has_no_application_is_left_alone() {
        for source in [
            "app = FastAPI()\nuvicorn.run(app)",
            "app = Flask(__name__)\nif __name__ == '__main__':\n    app.run()",
            "def make():\n    app = FastAPI()\n",
            "x = 1\n# app = FastAPI()",
        ] {
            assert_eq!(served_app(source), None, "{source}");
        }
        assert!(served_app("app = FastAPI()\nasyncio.run(main())").is_some());
    }
}
