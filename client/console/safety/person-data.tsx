import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type * as z from 'zod/mini';
import { erasePerson, exportPersonPath, findPerson, readErasures } from '../../../server/reports/persons/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, type Problem, problemOf } from '../../api/problem.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { date, dateTime } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { download, search } from '../../ui/icons.ts';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';

type Counts = Readonly<Record<string, number>>;

async function save(about: string): Promise<void> {
	const response = await fetch(exportPersonPath, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ about }) });
	if (!response.ok) throw await problemOf(response);
	const link = document.createElement('a');
	link.href = URL.createObjectURL(await response.blob());
	link.download = 'their-data.zip';
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Finds what is held of somebody who asks, saves it for them or has them forgotten. */
export function PersonData(): JSX.Element {
	const about = useSignal('');
	const found = useSignal<Counts | null>(null);
	const held = useSignal<readonly HeldBack[]>([]);
	const erased = useSignal<string | null>(null);
	const problem = useSignal<Problem | null>(null);
	const erasures = useCall(readErasures, () => ({}));
	const act = async (doing: () => Promise<void>): Promise<void> => {
		problem.value = null;
		try {
			await doing();
		} catch (thrown) {
			problem.value = asProblem(thrown);
		}
	};
	const find = (event: Event): void => {
		event.preventDefault();
		found.value = null;
		erased.value = null;
		held.value = [];
		void act(async () => {
			const answer = await call(findPerson, { about: about.value });
			found.value = answer.counts;
			held.value = answer.held;
		});
	};
	const erase = (): Promise<void> =>
		act(async () => {
			const answer = await call(erasePerson, { about: about.value });
			erased.value = answer.code;
			held.value = answer.held;
			found.value = null;
			await erasures.reload();
		});
	return (
		<Card title={t('data.title')}>
			<form class="stack close" noValidate onSubmit={find}>
				<TextField label={t('data.about')} value={about.value} maxLength={200} onText={(it) => (about.value = it)} />
				<div>
					<Button type="submit" icon={search} disabled={about.value.trim().length < 3}>
						{t('data.find')}
					</Button>
				</div>
			</form>
			<div aria-live="polite" class="stack close">
				{problem.value && (problem.value.status === 404 ? <Notice>{t('data.nothing')}</Notice> : <ProblemNotice problem={problem.value} />)}
				{erased.value && <Notice kind="good">{t('data.erased', { code: erased.value })}</Notice>}
				<HeldBack held={held.value} all={found.value === null && erased.value === null} />
				{found.value && (
					<>
						<p class="quiet">
							{Object.entries(found.value)
								.map(([table, count]) => t('data.rows', { table, count: String(count) }))
								.join(' · ')}
						</p>
						<div class="cluster">
							<Button icon={download} onClick={() => void act(() => save(about.value))}>
								{t('data.take')}
							</Button>
						</div>
						<EraseIt erase={erase} />
					</>
				)}
			</div>
			<Erasures list={erasures.data.value?.erasures ?? []} />
		</Card>
	);
}

/** What cannot be taken back is asked about. */
function EraseIt({ erase }: { erase: () => Promise<void> }): JSX.Element {
	const asking = useSignal(false);
	if (!asking.value)
		return (
			<div>
				<Button kind="quiet" onClick={() => (asking.value = true)}>
					{t('data.erase')}
				</Button>
			</div>
		);
	return (
		<Notice
			kind="warn"
			actions={
				<Button kind="danger" onClick={() => void erase()}>
					{t('data.eraseNow')}
				</Button>
			}
		>
			{t('data.eraseHelp')}
		</Notice>
	);
}

type HeldBack = z.infer<typeof erasePerson.output>['held'][number];

/** What is held and cannot be erased yet, for what and until when. */
function HeldBack({ held, all }: { held: readonly HeldBack[]; all: boolean }): JSX.Element | null {
	if (held.length === 0) return null;
	return (
		<Notice kind="warn">
			<p>{t(all ? 'data.allHeld' : 'data.held')}</p>
			<ul class="bare-list stack tight">
				{held.map(({ ticket, ground, until }) => (
					<li key={`${ticket} ${until}`}>{t('data.heldLine', { ticket: ticket ?? '–', ground: t(`hold.ground.${ground}`), date: date(until) })}</li>
				))}
			</ul>
		</Notice>
	);
}

interface Erasure {
	code: string;
	asked: string;
	at: string;
	by: string | null;
}

/** How it came that somebody was forgotten. */
function wayOf({ asked, by }: Erasure): string {
	if (asked === 'staff') return t('data.staff', { by: by ?? '' });
	return t(asked === 'link' ? 'data.link' : asked === 'email' ? 'data.email' : 'data.retention');
}

function Erasures({ list }: { list: readonly Erasure[] }): JSX.Element {
	return (
		<section class="stack tight">
			<h3>{t('data.history')}</h3>
			{list.length === 0 && <p class="quiet">{t('data.none')}</p>}
			<ul class="bare-list">
				{list.map((it) => (
					<li key={it.code} class="cluster small">
						<span class="code">{it.code}</span>
						<time dateTime={it.at}>{dateTime(it.at)}</time>
						<span class="quiet">{wayOf(it)}</span>
					</li>
				))}
			</ul>
		</section>
	);
}
