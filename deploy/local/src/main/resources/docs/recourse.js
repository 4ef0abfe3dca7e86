const specification = (name) => ({ name: `Recourse ${name}`, url: `openapi/${name}.json` });

window.ui = SwaggerUIBundle({
  dom_id: "#swagger-ui",
  urls: ["complaint", "identity", "escalation", "classifier"].map(specification),
  deepLinking: true,
  persistAuthorization: true,
  // Its validator is a server of somebody else.
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  plugins: [SwaggerUIBundle.plugins.DownloadUrl],
  layout: "StandaloneLayout",
});
