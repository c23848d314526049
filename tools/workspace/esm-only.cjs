// Installed packages that come as ESM alone. Our output is CommonJS, so jest transforms them and the CLI bundles them.
module.exports = ['jose', 'uuid'];
