// The peers that run on node: one template and its data become the bytes of a document.
const MAKERS = {
  carbone: (template) => {
    const carbone = require('carbone');
    return (data) => new Promise((done, fail) =>
      carbone.render(template, data, (error, made) => (error ? fail(error) : done(made))));
  },
  'easy-template-x': (template) => {
    const { TemplateHandler } = require('easy-template-x');
    const bytes = require('fs').readFileSync(template);
    const handler = new TemplateHandler();
    return (data) => handler.process(bytes, data);
  },
};

// The way of a peer: data -> a promise of the document's bytes. Both keep what their manuals say can be kept.
module.exports = (peer, template) => MAKERS[peer](template);
