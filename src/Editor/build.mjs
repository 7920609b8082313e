// Bundles the editor into the dashboard's static files, with the licences of what is in it: npm ci && npm run build.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';

const folder = '../Api/wwwroot';
const result = await build({
  entryPoints: ['editor.js'],
  outfile: `${folder}/config-editor.js`,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  legalComments: 'none',
  metafile: true,
  banner: { js: '/* Built from src/Editor; the licences of what is in it are in config-editor.licences.txt. */' },
});
const packages = new Set(Object.keys(result.metafile.inputs).map(file => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]).filter(name => name));
const licences = await Promise.all([...packages].sort().map(async name => {
  const { version } = JSON.parse(await readFile(`node_modules/${name}/package.json`, 'utf8'));
  const file = (await readdir(`node_modules/${name}`)).find(entry => /^licen[cs]e/i.test(entry));
  return `${name} ${version}\n\n${(await readFile(`node_modules/${name}/${file}`, 'utf8')).trim()}\n`;
}));
await writeFile(`${folder}/config-editor.licences.txt`, licences.join('\n----\n\n'));
