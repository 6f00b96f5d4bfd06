import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { catalogue } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { badField, notFound, Problem } from '../../platform/problem.ts';
import { maybeOne, one } from '../../platform/sql.ts';
import type { Difference, ImportRequest, Reading } from './contract.ts';
import { thereSql } from './queries.ts';
import { type Verdicts, verdictsSql } from './renumber-queries.ts';
import { type RequestRow, requestSql } from './request-queries.ts';
import { tablesOf } from './tables.ts';

type State = ImportRequest['state'];

/** A request by its code; `hold` keeps others from changing it for this transaction. */
export async function requestOf(db: Knex, code: string, { hold = false }: { hold?: boolean } = {}): Promise<RequestRow> {
	const row = await maybeOne<RequestRow>(db, requestSql(code, hold));
	if (!row) throw notFound('import');
	return row;
}

/** Refuses what cannot be done with a request as it stands. */
export function mustBe(row: RequestRow, ...states: State[]): void {
	if (!states.includes(row.state)) throw new Problem('wrong-state', `The import is ${row.state}: this can only be done while it is ${states.join(' or ')}.`);
}

/** The number of a class, or which field is wrong. */
export function classNumber(id: string): number {
	const found = catalogue.byId.get(id);
	if (!found) throw badField('class', 'There is no such asset class.');
	return found.number;
}

/** A word that another difference would not have. */
export const basisOf = (difference: Difference): string => createHash('sha256').update(JSON.stringify(difference)).digest('base64url').slice(0, 16);

const none: Verdicts = { open: 0, confirmed: 0, refused: 0 };

async function verdictsOf(db: Knex, { staged, state }: RequestRow): Promise<Verdicts> {
	if (staged === null || state !== 'ready') return none;
	const tables = tablesOf(staged);
	const { there } = await one<{ there: boolean }>(db, thereSql(tables));
	return there ? one<Verdicts>(db, verdictsSql(tables)) : none;
}

function readingOf({ reading }: RequestRow): Reading | null {
	if (reading === null) return null;
	const { mark: _, ...told } = reading;
	return told;
}

/** A request as those see it who may import. */
export async function requestView(db: Knex, row: RequestRow): Promise<ImportRequest> {
	const { code, state, fileName, fileSize, received, sourceCode, sourceTitle, stage, rows } = row;
	return {
		code,
		state,
		class: row.class === null ? null : (catalogue.byNumber.get(row.class)?.id ?? null),
		source: sourceCode === null ? null : { code: sourceCode, title: sourceTitle ?? '' },
		file: fileName === null ? null : { name: fileName, size: fileSize ?? 0, received },
		address: row.address,
		options: row.options,
		progress: stage === null ? null : { stage: stage as never, rows },
		problem: row.problem,
		reading: readingOf(row),
		difference: row.difference,
		basis: row.basis,
		renumberings: await verdictsOf(db, row),
		change: row.changeId,
		undone: row.undoneId,
		undoable: row.undoable,
		by: row.by,
		begunAt: row.begunAt,
		endedAt: row.endedAt,
	};
}

/** Tells whoever listens that a request is further than it was. */
export async function told(db: Knex, { code, class: number, personId }: Pick<RequestRow, 'code' | 'class' | 'personId'>, state: string): Promise<void> {
	const layer = number === null ? undefined : catalogue.byNumber.get(number)?.id;
	await happened(db, { kind: 'import.moved', personId, details: { import: code, state, ...(layer && { layer }) } });
}
