import type { Said } from '../systems/index.ts';
import type { Mapping } from './contract.ts';
import type { Found, OursRow } from './difference-queries.ts';

/** Half a metre, in either unit. */
const tolerance = { m: 0.5, km: 0.0005 } as const;

interface Compared {
	ours: readonly OursRow[];
	/** What they have, by our code where it is one of ours. */
	theirs: readonly (Said & { code: string | null })[];
	mapping: Mapping;
}

const found = (kind: string, it: Partial<Found>): Found => ({ kind, faultId: null, theirId: null, ours: null, theirs: null, ...it });

/** Where the two do not say the same of one fault that both have. A state is the same where it is so in either direction of the mapping. */
function inFault(our: OursRow, their: Said, { states, back, unit }: Mapping): Found[] {
	const { faultId } = our;
	const theirId = their.remoteId;
	const list: Found[] = [];
	const state = states[our.state];
	if (their.state !== null && state !== undefined && state !== their.state && back[their.state] !== our.state)
		list.push(found('state', { faultId, theirId, ours: state, theirs: their.state }));
	if (their.asset !== undefined && their.asset !== our.sentAsset) list.push(found('asset', { faultId, theirId, ours: our.sentAsset, theirs: their.asset }));
	if (their.chainage !== undefined && Math.abs((their.chainage ?? -1) - (our.sentChainage ?? -1)) > tolerance[unit])
		list.push(found('chainage', { faultId, theirId, ours: our.sentChainage?.toString() ?? null, theirs: their.chainage?.toString() ?? null }));
	return list;
}

type Their = Compared['theirs'][number];

/** What they have, by our code; and what they say is ours and we do not know. */
function sorted({ ours, theirs }: Compared): { byCode: Map<string, Their[]>; unknown: Found[] } {
	const byRemote = new Map(ours.filter(({ remoteId }) => remoteId !== null).map((it) => [it.remoteId, it.code]));
	const byCode = new Map<string, Their[]>(ours.map(({ code }) => [code, []]));
	const unknown: Found[] = [];
	for (const their of theirs) {
		const code = their.id === null ? byRemote.get(their.remoteId) : their.code;
		const same = byCode.get(code ?? '');
		if (same) same.push(their);
		else if (their.id !== null) unknown.push(found('unknown-here', { theirId: their.remoteId ?? their.id, theirs: `${their.id} ${their.state ?? ''}`.trim() }));
	}
	return { byCode, unknown };
}

function inOne(our: OursRow, [first, ...twice]: readonly Their[], mapping: Mapping): Found[] {
	const { faultId, refused, settled, old, fresh } = our;
	const more =
		first && twice.length > 0 ? [found('twice-there', { faultId, ours: '1', theirs: [first, ...twice].map((it) => it.remoteId ?? it.id).join(', ') })] : [];
	if (refused !== null) return [...more, found('refused', { faultId, theirs: refused })];
	if (!settled) return more;
	if (first) return [...more, ...inFault(our, first, mapping)];
	return old || fresh ? [] : [found('missing-there', { faultId, ours: mapping.states[our.state] ?? our.state })];
}

/** They have nothing of it, or an older version than we sent. */
const isBehind = ({ settled, refused, old, fresh, sent }: OursRow, [first]: readonly Their[]): boolean =>
	settled && refused === null && (first ? first.seen !== null && first.seen < sent : !old && !fresh);

/** Every difference between what they should have and what they have, and the faults of which they have less than we sent. */
export function compare(it: Compared): { differences: Found[]; behind: number[] } {
	const { byCode, unknown } = sorted(it);
	const theirsOf = ({ code }: OursRow): readonly Their[] => byCode.get(code) ?? [];
	return {
		differences: [...unknown, ...it.ours.flatMap((our) => inOne(our, theirsOf(our), it.mapping))],
		behind: it.ours.filter((our) => isBehind(our, theirsOf(our))).map(({ faultId }) => faultId),
	};
}
