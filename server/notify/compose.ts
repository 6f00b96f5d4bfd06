import { reasonIn } from '../faults/index.ts';
import { catalogue, inLanguage } from '../municipality/index.ts';
import { messageWords, spoken } from './words/index.ts';
import type { Kind, MessageWords } from './words/message-words.ts';

/** What a message is about: the fault as the public may see it, and the municipality that speaks. */
export interface Facts {
	faultId: number;
	fault: string;
	mode: string;
	state: string;
	reason: string | null;
	street: string | null;
	/** Only where the public may know of such assets. */
	asset: { reference: string; class: string } | null;
	department: Record<string, string>;
	municipality: string;
	slug: string;
	prefix: string;
	languages: string[];
	emergency: { phone?: string };
	days: number;
	/** Another authority that has it, and their number for it. */
	handedTo?: { name: Record<string, string>; number: string } | null;
	/** What the rules have to tell whoever reports it. */
	reply?: Record<string, string> | null;
}

/** One who is to be told. */
export interface Recipient {
	contactId: number;
	language: string;
	email: string | null;
	phone: string | null;
	/** The browsers in which they hear, as JSON. */
	push?: string | null;
	/** They want nothing at night, however quietly it comes. */
	byDay?: boolean;
	tracking: string;
	/** Code of the report this contact made, if it made one. */
	report: string | null;
	/** The secret by which they end following the asset, where they hear of the fault for that. */
	following?: string | null;
}

/** A message in both lengths: the subject with its link is what goes on a phone. */
export interface Written {
	language: string;
	subject: string;
	body: string;
	link: string;
}

/** A text with its holes filled. */
export const filled = (text: string, holes: Readonly<Record<string, string>>): string =>
	text.replace(/\{(\w+)\}/g, (hole, name: string) => holes[name] ?? hole);

function placeOf({ asset, mode, street }: Facts, language: string): string {
	const home = asset && catalogue.byId.get(asset.class);
	const shown = home && catalogue.modes.get(mode)?.mode.houseLevel !== true;
	return [shown ? `${inLanguage(home.one, language)} ${asset.reference}` : null, street].filter((it) => it).join(', ');
}

/** Only the ends that are not repairs say why. */
const reasonOf = ({ reason, state }: Facts, kind: Kind, language: string): string => (state === kind && reason ? reasonIn(reason, language) : '');

/** What the rules tell whoever has just reported. */
const replyOf = ({ reply }: Facts, kind: Kind, language: string): string =>
	reply && (kind === 'received' || kind === 'joined') ? inLanguage(reply, language) : '';

interface Site {
	publicUrl: string;
}

/** Writes what there is to tell to one recipient, in their language. */
export function compose(kind: Kind, facts: Facts, { to, publicUrl }: Site & { to: Recipient }): Written {
	const language = spoken(to.language, facts.languages);
	const words = messageWords[language] as MessageWords;
	const known = catalogue.modes.get(facts.mode);
	const holes = {
		reference: to.report ? `${facts.prefix}-${to.report}` : facts.fault,
		title: known ? inLanguage(known.mode.title, language) : facts.mode,
		department: inLanguage(facts.department, language),
		municipality: facts.municipality,
		days: String(facts.days),
		phone: facts.emergency.phone ?? '',
		authority: facts.handedTo ? inLanguage(facts.handedTo.name, language) : '',
		number: facts.handedTo?.number ?? '',
	};
	const link = `${publicUrl}/t/${to.tracking}`;
	const lines: [string, string][] = [
		[words.reference, holes.reference],
		[words.what, holes.title],
		[words.where, placeOf(facts, language)],
		[words.department, holes.department],
		[words.reason, reasonOf(facts, kind, language)],
	];
	const body = [
		[filled(words.kinds[kind].body, holes), replyOf(facts, kind, language)].filter((it) => it).join('\n\n'),
		lines
			.filter(([, value]) => value)
			.map(([label, value]) => `${label}: ${value}`)
			.join('\n'),
		`${words.follow}\n${link}`,
		[facts.municipality, holes.phone && filled(words.emergency, holes)].filter((it) => it).join('\n'),
		`${words.stop}\n${link}#stop`,
		...(to.following && facts.asset ? [`${words.stopAsset}\n${publicUrl}/a/${facts.asset.reference}?follow=${to.following}`] : []),
	].join('\n\n');
	return { language, subject: filled(words.kinds[kind].subject, holes), body, link };
}
