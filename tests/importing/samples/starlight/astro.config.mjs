import starlight from '@astrojs/starlight';
export default defineConfig({ site: 'https://quarry.example.org', integrations: [starlight({ title: 'Quarry' })] });
