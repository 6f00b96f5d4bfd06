import { effect, signal, untracked } from '@preact/signals';
import { type ImportRequest, readImport } from '../../../../server/assets/import/contract.ts';
import { type DifferenceRow, judgeRenumberings, type Renumbering, readDifference, readRenumberings } from '../../../../server/assets/import/review/contract.ts';
import { call } from '../../../api/call.ts';
import { listen } from '../../../api/live.ts';
import { asProblem, type Problem } from '../../../api/problem.ts';
import { route } from '../../route.ts';

/** Kinds of difference that can be looked at one by one; null: all that would change. */
export const kinds = ['added', 'geometry', 'far', 'attributes', 'both', 'rekeyed', 'renumbered', 'revived', 'missing'] as const;
export type Kind = (typeof kinds)[number];

/** The import that is open, as last heard. */
export const theImport = signal<ImportRequest | null>(null);
export const importProblem = signal<Problem | null>(null);
/** Which difference is looked at. */
export const kind = signal<Kind | null>(null);

/** A list that comes page by page. */
export interface Page<Row> {
	rows: readonly Row[];
	next: number | null;
}
export const difference = signal<Page<DifferenceRow> | null>(null);
export const pairs = signal<Page<Renumbering> | null>(null);
export const reviewProblem = signal<Problem | null>(null);
/** The row pointed at, in a table or on the map: `d12` of the difference, `p3` of the renumberings. */
export const pointedRow = signal<string | null>(null);

const open = (): string => route.peek().register.import;

/** Shows an import that was just answered, if it is the open one. */
export function putImport(it: ImportRequest): void {
	if (it.code !== open()) return;
	const before = theImport.peek();
	theImport.value = it;
	const other = before?.code !== it.code || before.state !== it.state || before.basis !== it.basis;
	if (it.state === 'ready' && other) loadReview();
}

/** Asks for the open import again. */
export async function loadImport(): Promise<void> {
	const code = open();
	if (!code) return;
	try {
		putImport(await call(readImport, { code }));
		importProblem.value = null;
	} catch (thrown) {
		if (code === open()) importProblem.value = asProblem(thrown);
	}
}

async function paged<Row>(
	page: { value: Page<Row> | null; peek: () => Page<Row> | null },
	more: boolean,
	ask: (after: number) => Promise<Page<Row>>,
): Promise<void> {
	const before = more ? page.peek() : null;
	const [code, wanted] = [open(), kind.peek()];
	try {
		const got = await ask(before?.next ?? 0);
		if (code !== open() || wanted !== kind.peek()) return;
		page.value = { rows: [...(before?.rows ?? []), ...got.rows], next: got.next };
		reviewProblem.value = null;
	} catch (thrown) {
		reviewProblem.value = asProblem(thrown);
	}
}

/** Asks for the rows of the difference; `more`: the next page. */
export const loadDifference = (more = false): Promise<void> =>
	paged(difference, more, (after) =>
		call(readDifference, { code: open(), after, limit: 200, ...(kind.peek() && { kind: kind.peek() ?? undefined }) }, { timeout: 60 }),
	);

/** Asks for the pairs that may be renumbered assets; `more`: the next page. */
export const loadPairs = (more = false): Promise<void> =>
	paged(pairs, more, async (after) => {
		const { renumberings, next } = await call(readRenumberings, { code: open(), after, limit: 100 }, { timeout: 60 });
		return { rows: renumberings, next };
	});

function loadReview(): void {
	void loadDifference();
	void loadPairs();
}

/** Says of pairs whether they are the same asset; the difference is worked out anew. */
export async function judge(verdict: Renumbering['verdict'], which: { ids: number[] } | { above: number }): Promise<void> {
	putImport(await call(judgeRenumberings, { code: open(), verdict, ...which }, { timeout: 120 }));
	loadReview();
}

/** The states in which the server is at work, or a file is coming. */
const moving: ReadonlySet<ImportRequest['state']> = new Set(['uploading', 'reading', 'applying', 'undoing']);

/** Keeps the open import in step: with the address, with the live feed, and while the server is at work by asking how far it is. Answers how to stop. */
export function followImport(): () => void {
	const timer = setInterval(() => {
		const it = theImport.peek();
		if (it && moving.has(it.state)) void loadImport();
	}, 1500);
	const stops = [
		effect(() => {
			const { import: code } = route.value.register;
			untracked(() => {
				if (theImport.peek()?.code === code) return;
				theImport.value = null;
				importProblem.value = null;
				difference.value = null;
				pairs.value = null;
				kind.value = null;
				pointedRow.value = null;
				void loadImport();
			});
		}),
		effect(() => {
			const wanted = kind.value;
			untracked(() => {
				difference.value = null;
				if (theImport.peek()?.state === 'ready') void loadDifference();
				return wanted;
			});
		}),
		listen(({ kind: happening }) => {
			if (/^(import|live)\./.test(happening)) void loadImport();
		}),
	];
	return () => {
		clearInterval(timer);
		for (const stop of stops) stop();
	};
}
