export const proposalKinds = ['received', 'approved', 'rejected'] as const;
export type ProposalKind = (typeof proposalKinds)[number];
export const wishes = ['moved', 'gone', 'missing', 'wrong', 'edit'] as const;
export type Wish = (typeof wishes)[number];

/** All that is said of proposals in one language. Holes: {reference}, {title}, {municipality}, {phone}; {asset} in a wish. */
export interface ProposalWords {
	kinds: Record<ProposalKind, { subject: string; body: string }>;
	wishes: Record<Wish, string>;
	reference: string;
	what: string;
	where: string;
	reason: string;
	follow: string;
	emergency: string;
	stop: string;
}
