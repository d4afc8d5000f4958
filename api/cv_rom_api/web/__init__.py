"""The web pages: templates, scripts, style and words, all served by the service itself, without a build step."""
