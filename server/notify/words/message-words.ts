/** What there is to tell. */
export const kinds = [
	'received',
	'joined',
	'in-progress',
	'fixed',
	'closed',
	'reopened',
	'no-fault-found',
	'not-ours',
	'cannot-now',
	'rejected',
	'noticed',
	'handed-on',
] as const;
export type Kind = (typeof kinds)[number];

/** All that is said in one language. Holes: {reference}, {title}, {department}, {municipality}, {days}, {phone}, {authority}, {number}. */
export interface MessageWords {
	kinds: Record<Kind, { subject: string; body: string }>;
	reference: string;
	what: string;
	where: string;
	department: string;
	reason: string;
	follow: string;
	emergency: string;
	stop: string;
	stopAsset: string;
}
