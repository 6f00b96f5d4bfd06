import type { JSX } from 'preact';
import { changeLetter, type Letter, type LetterReader } from '../../../server/planning/letters/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { dateTime } from '../../i18n/format.ts';
import { t } from '../../i18n/planner-letters.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { Button } from '../../ui/button.tsx';
import { edit, refresh, trash } from '../../ui/icons.ts';
import { Notice } from '../../ui/notice.tsx';
import { clock } from '../../ui/staff-icons.ts';
import { toast } from '../../ui/toast.tsx';
import { hrefOf } from '../route.ts';
import { rhythmName } from './rhythm.ts';

interface LetterItemProps {
	it: Letter;
	/** What it is about, in words. */
	about: string;
	onEdit: () => void;
	onChange: (letters: Letter[]) => void;
}

const hrefFor = ({ what, report, params }: Letter): string | undefined => {
	if (what === 'report') return hrefOf({ report, values: params });
	return what === 'board' ? hrefOf({ page: 'board' }) : undefined;
};

const noteOf = ({ stopped, left, person }: LetterReader): string => {
	if (stopped) return t('audience.stopped');
	if (left) return t('audience.left');
	return person === null ? t('audience.outside') : '';
};

function Readers({ readers }: Pick<Letter, 'readers'>): JSX.Element {
	return (
		<details class="small">
			<summary>{t('readers', { count: readers.length })}</summary>
			<ul class="letter-readers">
				{readers.map((it) => (
					<li key={it.person ?? it.email}>
						{it.name} <span class="quiet">{noteOf(it)}</span>
					</li>
				))}
			</ul>
		</details>
	);
}

function Trouble({ last, paused }: Pick<Letter, 'last' | 'paused'>): JSX.Element | null {
	if (paused === 'left') return <Notice kind="warn">{t('paused.left')}</Notice>;
	if (!last?.trouble) return null;
	const count = last.failed;
	if (last.trouble === 'refused') return <Notice kind="warn">{t('trouble.refused', { count })}</Notice>;
	return <Notice kind="warn">{last.trouble === 'unknown' ? t('trouble.unknown', { count }) : t(`trouble.${last.trouble}`)}</Notice>;
}

function when({ last, nextAt, paused }: Letter): string {
	const before = last ? t('last', { when: dateTime(last.at), sent: last.sent }) : t('never');
	const after = nextAt ? t('next', { when: dateTime(nextAt) }) : paused === 'wish' ? t('paused.wish') : '';
	return [after, before, last && last.waiting > 0 ? t('waiting') : ''].filter(Boolean).join(' · ');
}

/** One letter: what, when, to whom, how it went; and what can be done with it. */
export function LetterItem({ it, about, onEdit, onChange }: LetterItemProps): JSX.Element {
	const act = async (change: { paused?: boolean; removed?: boolean }): Promise<boolean> => {
		try {
			onChange((await call(changeLetter, { id: it.id, ...change })).letters);
			return true;
		} catch (thrown) {
			toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
			return false;
		}
	};
	const remove = async (): Promise<void> => {
		if (await act({ removed: true })) toast({ text: t('removed'), undo: () => void act({ removed: false }) });
	};
	const href = hrefFor(it);
	return (
		<li class="kept-item">
			<div class="stack tight grow">
				<h2>{href ? <a href={href}>{it.title}</a> : it.title}</h2>
				<p class="small">
					{about} · {rhythmName(it)}
				</p>
				<p class="small quiet">
					{when(it)}
					{!it.mine && ` · ${t('by', { name: it.by })}`}
				</p>
				<Readers readers={it.readers} />
				<Trouble last={it.last} paused={it.paused} />
			</div>
			<div class="cluster">
				{it.mine && (
					<Button kind="quiet" icon={edit} onClick={onEdit}>
						{t('change')}
					</Button>
				)}
				{(it.paused !== 'left' || it.mine) && (
					<Button kind="quiet" icon={it.paused ? refresh : clock} onClick={() => void act({ paused: it.paused === null })}>
						{it.paused ? t('resume') : t('pause')}
					</Button>
				)}
				<Button kind="quiet" icon={trash} onClick={() => void remove()}>
					{t('remove')}
				</Button>
			</div>
		</li>
	);
}
