"""quoteattr as a service over HTTP: `quoteattr serve`, or `create_app` of `quoteattr.integrations.server.app`."""
