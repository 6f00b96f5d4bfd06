/** Words of the work that the register itself proposes. */
export const words = {
	'proposed.why.repeated': '{count|one:# fault|other:# faults} in {days} days.',
	'proposed.why.reopened': '{count|one:# repair|other:# repairs} did not hold in {days} days.',
	'proposed.why.group': '{broken} of {of} are broken at once.',
	'proposed.why.unusual':
		'{count|one:# fault|other:# faults} in {days} days, where {expected} a year were to be expected from its past and its like: a chance of {chance}.',
	'proposed.why.rising': '{lately} faults a week lately, where {usual} are usual.',
	'proposed.why.condition': 'Grade {grade} of 5, criticality {criticality} of 5; last looked at: {day}.',
	'proposed.never': 'never',
	'proposed.false.year': 'By chance alone at most {count} such alarms a year in the whole class.',
	'proposed.false.weeks': 'By chance alone one such alarm in {weeks} weeks.',
	'proposed.beside':
		'{count|one:Something is proposed for one more asset of this street|other:Something is proposed for # more assets of this street}: worth the same visit.',
	'proposed.zone': 'Circuit {zone}',
	'proposed.accept': 'Make the work order',
	'proposed.accepted': 'Work order {code} is made.',
	'proposed.dismiss': 'Put away',
	'proposed.dismissed': 'Put away; the same is not proposed for half a year.',
	'proposed.none': 'The register proposes nothing now',
	'proposed.noneHint':
		'Once a day it looks for what keeps failing, does not stay mended, fails more than its like, or is poor and critical. What it finds stands here with its reasons.',
	'orders.shape.proposed': 'Proposed',
	'proposed.list': 'Proposed work',
	'proposed.total': '{count|one:# proposal|other:# proposals}, what weighs most first',
} as const;
