import { createHash } from 'node:crypto';
import { build, type Plugin, type Rollup } from 'vite';

type Bundle = Rollup.OutputBundle;
type Chunk = Rollup.OutputChunk & { viteMetadata?: { importedCss: Set<string> } };

/** What the form needs without a connection: its screens, and what they fetch when they are shown. */
const screens =
	/client\/(index\.html|resident\/(report\/(later|ticket|photo-store|photo-position|take-video)|home|outbox\/(waiting-page|banner)|offline\/start)\.tsx?)$/;
const words = /client\/i18n\/words\/(shared|resident|resident-pages|resident-outbox)\/(\w+)\.ts$/;

const chunksOf = (bundle: Bundle): Chunk[] => Object.values(bundle).filter((it): it is Chunk => it.type === 'chunk');
const sourceOf = (chunk: Chunk): string => chunk.facadeModuleId ?? Object.keys(chunk.modules).join(' ');

function neededBy(start: Chunk, bundle: Bundle, needed = new Set<string>()): Set<string> {
	if (needed.has(start.fileName)) return needed;
	needed.add(start.fileName);
	for (const css of start.viteMetadata?.importedCss ?? []) needed.add(css);
	for (const name of start.imports) if (bundle[name]?.type === 'chunk') neededBy(bundle[name] as Chunk, bundle, needed);
	return needed;
}

/** The files that are kept on the device, and the words by their language. */
function kept(bundle: Bundle) {
	const chunks = chunksOf(bundle);
	const files = new Set(chunks.filter((it) => screens.test(sourceOf(it))).flatMap((it) => [...neededBy(it, bundle)]));
	const byLanguage: Record<string, string[]> = {};
	for (const chunk of chunks) {
		const language = words.exec(sourceOf(chunk))?.[2];
		if (language) byLanguage[language] = [...(byLanguage[language] ?? []), `/${chunk.fileName}`];
	}
	return { files: [...files].map((it) => `/${it}`).sort(), words: byLanguage };
}

/** Builds the service worker beside the apps, in one file, with the names of what it keeps written into it. */
export const serviceWorker = ({ entry, plugins }: { entry: string; plugins: readonly Plugin[] }): Plugin => ({
	name: 'service-worker',
	apply: 'build',
	enforce: 'post',
	async generateBundle(_, bundle) {
		const list = kept(bundle);
		const version = createHash('sha256').update(JSON.stringify(list)).digest('hex').slice(0, 12);
		const built = await build({
			configFile: false,
			logLevel: 'error',
			plugins: [...plugins],
			define: { __BUILT__: JSON.stringify({ version, ...list }) },
			build: {
				write: false,
				target: 'es2022',
				modulePreload: false,
				copyPublicDir: false,
				rolldownOptions: { input: entry, output: { format: 'iife', entryFileNames: 'worker.js', codeSplitting: false } },
			},
		});
		const [output] = [built].flat().flatMap((it) => ('output' in it ? it.output : []));
		if (output?.type !== 'chunk') throw new Error('The service worker was not built.');
		this.emitFile({ type: 'asset', fileName: 'worker.js', source: output.code });
	},
});
