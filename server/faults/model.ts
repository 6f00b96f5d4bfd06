/**
 * The numbers of the snapping model (methods §1.2, §2.1) until a municipality has confirmed links enough to learn its own.
 * The name goes with every sighting, so that a later model can weigh all of them again and be compared.
 */
export const model = {
	name: 'posterior-1',
	/** Reports a day on a fault that is open and already reported: the duplicate rate ρ. */
	duplicateRate: 0.05,
	/** How much more likely an asset with an open fault of the family may count, at most. */
	openBoost: 40,
	/** Share of reports about assets that the register does not have. */
	unlisted: 0.05,
	/** Weight of the shelf's own compatibilities against counted confirmed links. */
	priorLinks: 5,
	/** How often a resident who is shown the candidates picks the true one. */
	residentRight: 0.9,
	/** From this probability on an asset is linked without asking. */
	link: 0.9,
	/** From this probability on a report joins an open fault without asking. */
	join: 0.98,
	/** From this probability on a join is suggested. */
	suggest: 0.5,
	/** What the conformal set promises. */
	coverage: 0.95,
	/** More candidates than this are not asked: an engineer looks. */
	mostAsked: 4,
	/** Chance that a repair holds (methods §2.4). */
	firstTimeFix: 0.9,
	/** Reports a day on a fault that was not truly fixed. */
	stillBrokenRate: 0.1,
} as const;
