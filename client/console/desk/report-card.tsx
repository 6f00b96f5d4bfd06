import type { JSX } from 'preact';
import type { DeskFault } from '../../../server/faults/contract.ts';
import type { Case } from '../../../server/work/contract.ts';
import { t } from '../../i18n/console.ts';
import { dateTime, quantity } from '../../i18n/format.ts';
import { languageNames } from '../../i18n/language.ts';
import { Badge } from '../../ui/badge.tsx';
import { Icon } from '../../ui/icon.tsx';
import { mail, person, phone, pin } from '../../ui/icons.ts';
import { spokenCode } from '../address.ts';
import { services } from '../facts.ts';
import { Candidates } from './candidates.tsx';
import { pointedPlace } from './pointed.ts';
import './report-card.css';
import { ReportPhotos } from './report-photos.tsx';

type Report = Case['reports'][number];

const channels = ['web', 'phone', 'walk-in', 'email', 'sms', 'whatsapp', 'ussd', 'messenger', 'open311', 'import'] as const;
const methods = ['gnss', 'map-click', 'asset-click', 'address', 'photo', 'list'] as const;

/** How somebody reaches us or is reached, in words. */
export const channelWords = (channel: string): string => {
	const known = channels.find((it) => it === channel);
	return known ? t(`channel.${known}`) : channel;
};

const methodWords = (method: string): string => {
	const known = methods.find((it) => it === method);
	return known ? t(`method.${known}`) : method;
};

/** One report: what was said, seen and meant, by whom and how. */
export function ReportCard({ report, fault }: { report: Report; fault: DeskFault }): JSX.Element {
	const { ticket, at, channel, words, pin: place, photos } = report;
	return (
		<article
			class="report-card stack close"
			aria-label={t('report.label', { ticket })}
			onPointerEnter={() => (pointedPlace.value = place)}
			onPointerLeave={() => (pointedPlace.value = null)}
		>
			<div class="cluster small quiet">
				<span class="code">{ticket}</span>
				<time dateTime={at}>{dateTime(at)}</time>
				<Badge>{channelWords(channel)}</Badge>
				<Badge>{languageName(report.language)}</Badge>
				{report.fault !== fault.code && <Badge tone="brand">{t('report.merged', { fault: spokenCode(report.fault) })}</Badge>}
			</div>
			{words ? (
				<p class="report-words" lang={report.language}>
					{words}
				</p>
			) : (
				<p class="quiet">{t('report.noWords')}</p>
			)}
			<Answers answers={report.answers} mode={fault.mode} />
			<ReportPhotos photos={photos} />
			{report.satisfied !== null && <p class="small">{t('report.satisfied', { score: report.satisfied })}</p>}
			<Reporter reporter={report.reporter} />
			<details class="small">
				<summary>
					<Icon path={pin} size={16} />
					{t('report.pin', { method: methodWords(place.method), metres: quantity(Math.round(place.sigma), 'm') })}
				</summary>
				<Candidates label={t('candidate.byPin')} candidates={report.candidates} none={report.none} />
			</details>
		</article>
	);
}

const languageName = (code: string): string => (code in languageNames ? languageNames[code as keyof typeof languageNames] : code);

/** The answers to the short questions, in the words of the questions. */
function Answers({ answers, mode }: { answers: Report['answers']; mode: string }): JSX.Element | null {
	const questions = services.value.find((it) => it.mode === mode)?.questions ?? [];
	const given = Object.entries(answers);
	if (given.length === 0) return null;
	return (
		<dl class="report-answers small">
			{given.map(([id, value]) => {
				const question = questions.find((it) => it.id === id);
				return (
					<div key={id}>
						<dt class="quiet">{question?.title ?? id}</dt>
						<dd>{answerWords(value, question?.choices)}</dd>
					</div>
				);
			})}
		</dl>
	);
}

function answerWords(value: unknown, choices: readonly { id: string; title: string }[] | undefined): string {
	const chosen = choices?.find(({ id }) => id === value);
	if (chosen) return chosen.title;
	if (value === 'yes' || value === true) return t('answer.yes');
	if (value === 'no' || value === false) return t('answer.no');
	return String(value);
}

function Reporter({ reporter }: { reporter: Report['reporter'] }): JSX.Element | null {
	if (!reporter) return null;
	const { name, email, phone: number, verified } = reporter;
	return (
		<p class="cluster small">
			{name && (
				<span class="with-icon">
					<Icon path={person} size={16} />
					{name}
				</span>
			)}
			{number && (
				<a class="with-icon" href={`tel:${number.replace(/[^\d+]/g, '')}`}>
					<Icon path={phone} size={16} />
					{number}
				</a>
			)}
			{email && (
				<a class="with-icon" href={`mailto:${email}`}>
					<Icon path={mail} size={16} />
					{email}
				</a>
			)}
			{verified && <Badge tone="good">{t('report.verified')}</Badge>}
		</p>
	);
}
