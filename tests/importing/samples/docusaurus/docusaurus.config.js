module.exports = {
  title: 'Loom',
  url: 'https://loom.example.org',
  baseUrl: '/',
};
