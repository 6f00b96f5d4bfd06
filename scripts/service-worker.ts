import { createHash } from 'node:crypto';
import { build, type Plugin, type Rollup } from 'vite';

type Bundle = Rollup.OutputBundle;
type Chunk = Rollup.OutputChunk & { viteMetadata?: { importedCss: Set<string> } };

interface Worker {
	entry: string;
	/** Where it lies; it keeps what lies beside and under it. */
	fileName: string;
	/** What the app needs without a connection: the sources of its screens and of what they fetch when they are shown. */
	screens: RegExp;
	/** The sources of its words; the first group is the language. */
	words: RegExp;
	plugins: readonly Plugin[];
}

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
function kept(bundle: Bundle, { screens, words }: Pick<Worker, 'screens' | 'words'>) {
	const chunks = chunksOf(bundle);
	const files = new Set(chunks.filter((it) => screens.test(sourceOf(it))).flatMap((it) => [...neededBy(it, bundle)]));
	const byLanguage: Record<string, string[]> = {};
	for (const chunk of chunks) {
		const language = words.exec(sourceOf(chunk))?.[1];
		if (language) byLanguage[language] = [...(byLanguage[language] ?? []), `/${chunk.fileName}`];
	}
	return { files: [...files].map((it) => `/${it}`).sort(), words: byLanguage };
}

/** Builds a service worker beside the apps, in one file, with the names of what it keeps written into it. */
export const serviceWorker = ({ entry, fileName, plugins, ...needs }: Worker): Plugin => ({
	name: `service-worker ${fileName}`,
	apply: 'build',
	enforce: 'post',
	async generateBundle(_, bundle) {
		const list = kept(bundle, needs);
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
				rolldownOptions: { input: entry, output: { format: 'iife', entryFileNames: fileName, codeSplitting: false } },
			},
		});
		const [output] = [built].flat().flatMap((it) => ('output' in it ? it.output : []));
		if (output?.type !== 'chunk') throw new Error('The service worker was not built.');
		this.emitFile({ type: 'asset', fileName, source: output.code });
	},
});
