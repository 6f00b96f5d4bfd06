import type { AssetClass } from '../../../gis-layers/index.ts';
import { type Context, catalogue, inLanguage } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { notFound } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { attributesOf } from '../brief.ts';
import type { RegisterEdit } from '../edit/contract.ts';
import { withTold } from '../edit/told.ts';
import type { Proposal, ProposalRow } from './contract.ts';
import { type BeforeRow, beforeSql, type ListRow, metresSql, oneSql, picturesSql, type VoiceRow, voicesSql } from './queries.ts';

/** A proposal in a list. */
export function rowView(row: ListRow, language: string): ProposalRow {
	const { code, kind, state, asset, street, lon, lat, voices, photos } = row;
	const home = catalogue.byNumber.get(row.class);
	return {
		...{ code, kind, state, asset, street, lon, lat, voices, photos },
		class: home?.id ?? '',
		title: [home && inLanguage(home.one, language), asset].filter(Boolean).join(' '),
		madeAt: row.madeAt.toISOString(),
		decidedAt: row.decidedAt?.toISOString() ?? null,
		exportedAt: row.exportedAt?.toISOString() ?? null,
	};
}

type State = NonNullable<Proposal['before']>;

const stateOf = (home: AssetClass, it: Pick<BeforeRow, 'geometry' | 'attributes'>, language: string): State => ({
	geometry: it.geometry,
	attributes: attributesOf(home, it.attributes, { language, staff: true }),
});

/** The asset as an edit would leave it; null where it would be taken out, or where more than one asset would come of it. */
function wouldBe(edit: RegisterEdit, before: BeforeRow | undefined): Pick<BeforeRow, 'geometry' | 'attributes'> | null {
	if (edit.kind !== 'add' && edit.kind !== 'change' && edit.kind !== 'replace') return edit.kind === 'revive' ? (before ?? null) : null;
	const geometry = edit.geometry ?? before?.geometry;
	return geometry ? { geometry, attributes: withTold(before?.attributes ?? {}, edit.attributes ?? {}) } : null;
}

async function compared({ db }: Context, row: ListRow, language: string): Promise<Pick<Proposal, 'before' | 'after' | 'version' | 'moved'>> {
	const home = catalogue.byNumber.get(row.class);
	const before = row.assetId === null ? undefined : await maybeOne<BeforeRow>(db, beforeSql(row.assetId));
	if (!home) return { before: null, after: null, version: null, moved: null };
	const after = row.edit && wouldBe(row.edit, before);
	const metres = before && after && (await one<{ metres: number }>(db, metresSql(before.geometry, after.geometry))).metres;
	return {
		before: before ? stateOf(home, before, language) : null,
		after: after ? stateOf(home, after, language) : null,
		version: before?.version ?? null,
		moved: metres && metres > 0.001 ? metres : null,
	};
}

async function said({ db, actor }: Context, { id, assetId }: ListRow): Promise<Proposal['said']> {
	const voices = await all<VoiceRow>(db, voicesSql(id));
	const contacts = actor.may('contact.read');
	if (contacts && voices.some((it) => it.contact !== null))
		await happened(db, { kind: 'contact.seen', personId: actor.personId, assetId, details: { proposal: id } });
	return voices.map(({ words, at, language, staff, contact, edit }) => ({
		words,
		at: at.toISOString(),
		language,
		staff,
		contact: contacts ? contact : null,
		edit,
	}));
}

/** Two eyes: whoever made a proposal does not decide it, where the municipality asks for that. */
function mayDecide({ actor }: Context, { state, own, twoEyes }: ListRow): Proposal['mayDecide'] {
	if (state !== 'open' || !actor.may('asset.edit')) return 'no';
	return own && twoEyes ? 'own' : 'yes';
}

/** One proposal with the asset before and after it, or 404. Who looks at contact details is logged. */
export async function proposalView(context: Context, { code, language }: { code: string; language: string }): Promise<Proposal> {
	const { db, actor } = context;
	const row = await maybeOne<ListRow>(db, oneSql(code, actor.personId));
	if (!row) throw notFound('proposal');
	return {
		...rowView(row, language),
		...(await compared(context, row, language)),
		edit: row.edit,
		said: await said(context, row),
		pictures: await all(db, picturesSql(row.id)),
		reason: row.reason,
		decidedBy: row.decidedBy,
		change: row.change,
		mayDecide: mayDecide(context, row),
	};
}
