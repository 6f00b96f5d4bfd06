import type { JSX } from 'preact';
import type { Case } from '../../../server/work/contract.ts';
import { t } from '../../i18n/console.ts';
import { distance } from '../../i18n/format.ts';
import './candidates.css';
import { share } from './figures.ts';
import { pointedPlace } from './pointed.ts';

type Candidate = Case['together'][number];

/** How many candidates are numbered in the list and on the map. */
export const numbered = 4;

/** The number a candidate has in the list and on the map. */
export const CandidateNumber = ({ number }: { number: number }): JSX.Element => <span class="candidate-number">{number}</span>;

/** A probability as figure and bar. */
export function ProbabilityBar({ share: part }: { share: number }): JSX.Element {
	return (
		<span class="probability figures">
			<span class="probability-track" aria-hidden="true">
				<span style={{ width: `${Math.round(part * 100)}%` }} />
			</span>
			<span class="probability-figure">{share(part)}</span>
		</span>
	);
}

interface CandidatesProps {
	/** What the list weighs: one pin, or all. */
	label: string;
	candidates: readonly Candidate[];
	/** How likely it is none of them. */
	none?: number;
	/** Numbered as on the map. */
	numbers?: boolean;
	most?: number;
}

/** What pins could be about, each with its probability; pointing at one shows it on the map. */
export function Candidates({ label, candidates, none, numbers, most = 5 }: CandidatesProps): JSX.Element {
	return (
		<ul class="bare-list candidates" aria-label={label} onPointerLeave={() => (pointedPlace.value = null)}>
			{candidates.slice(0, most).map((it, at) => (
				<li key={it.reference} onPointerEnter={() => (pointedPlace.value = it)}>
					{numbers && <CandidateNumber number={at + 1} />}
					<span class="grow clip">{it.title}</span>
					<span class="quiet small figures">{distance(it.metres)}</span>
					<ProbabilityBar share={it.probability} />
				</li>
			))}
			{none !== undefined && (
				<li class="quiet">
					<span class="grow">{t('candidate.none')}</span>
					<ProbabilityBar share={none} />
				</li>
			)}
		</ul>
	);
}
