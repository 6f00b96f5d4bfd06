import { catalogue, inLanguage } from '../municipality/index.ts';
import { filled, type Written } from './compose.ts';
import { spoken } from './words/index.ts';
import { proposalWords } from './words/proposals/index.ts';
import type { ProposalKind, ProposalWords, Wish } from './words/proposals/words.ts';

/** What a message is about: a proposal for the register, and the municipality that speaks. */
export interface ProposalFacts {
	proposalId: number;
	code: string;
	wish: Wish;
	reason: string | null;
	class: string;
	secrecy: 'public' | 'class-only' | 'staff';
	asset: string | null;
	street: string | null;
	municipality: string;
	slug: string;
	languages: string[];
	emergency: { phone?: string };
}

/** One who is to be told. */
export interface ProposalRecipient {
	contactId: number;
	language: string;
	email: string | null;
	phone: string | null;
	tracking: string;
	/** Staff may know of assets that the public may not. */
	staff: boolean;
}

function assetOf({ class: id, asset, secrecy }: ProposalFacts, { language, staff }: { language: string; staff: boolean }): string {
	const home = catalogue.byId.get(id);
	return [home && inLanguage(home.one, language), secrecy === 'public' || staff ? asset : null].filter((it) => it).join(' ');
}

/** Writes what there is to tell of a proposal to one recipient, in their language. */
export function composeProposal(kind: ProposalKind, facts: ProposalFacts, { to, publicUrl }: { to: ProposalRecipient; publicUrl: string }): Written {
	const language = spoken(to.language, facts.languages);
	const words = proposalWords[language] as ProposalWords;
	const title = filled(words.wishes[facts.wish], { asset: assetOf(facts, { language, staff: to.staff }) });
	const holes = { reference: `P-${facts.code}`, title, municipality: facts.municipality, phone: facts.emergency.phone ?? '' };
	const link = `${publicUrl}/p/${to.tracking}`;
	const lines: [string, string | null][] = [
		[words.reference, holes.reference],
		[words.what, title],
		[words.where, facts.street],
		[words.reason, kind === 'received' ? null : facts.reason],
	];
	const body = [
		filled(words.kinds[kind].body, holes),
		lines
			.filter(([, value]) => value)
			.map(([label, value]) => `${label}: ${value}`)
			.join('\n'),
		`${words.follow}\n${link}`,
		[facts.municipality, holes.phone && filled(words.emergency, holes)].filter((it) => it).join('\n'),
		`${words.stop}\n${link}#stop`,
	].join('\n\n');
	return { language, subject: filled(words.kinds[kind].subject, holes), body, link };
}
