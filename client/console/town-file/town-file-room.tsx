import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import {
	checkTownFile,
	listTownFiles,
	readTownFile,
	type Taken,
	type TownFile,
	type TownPlan,
	takeTownFile,
	undoTownFile,
} from '../../../server/work/town-file/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { dateTime } from '../../i18n/format.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { FileButton } from '../../ui/file-button.tsx';
import { check, download, undo } from '../../ui/icons.ts';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { toast } from '../../ui/toast.tsx';
import { RoomFrame } from '../rooms/room-frame.tsx';
import { Plan } from './plan.tsx';

/** Saves all that administrators keep, one thing a line, so that two files can be compared. */
async function save(): Promise<void> {
	const file = await call(readTownFile, {});
	const link = document.createElement('a');
	link.href = URL.createObjectURL(new Blob([`${JSON.stringify(file, null, '\t')}\n`], { type: 'application/json' }));
	link.download = 'town.json';
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function takeBack(id: number, again: () => Promise<void>): Promise<void> {
	try {
		await call(undoTownFile, { id });
		toast({ text: t('file.undone') });
	} catch (thrown) {
		toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
	}
	await again();
}

interface Read {
	name: string;
	file: TownFile;
	plan: TownPlan;
}

/** All that administrators keep as one file: saved, looked at before it is taken in, taken back as a whole. */
export function TownFileRoom(): JSX.Element {
	const taken = useCall(listTownFiles, () => ({}));
	const again = (): Promise<void> => taken.reload();
	const problem = useSignal<Problem | null>(null);
	const saved = (): void => {
		problem.value = null;
		void save().catch((thrown) => (problem.value = asProblem(thrown)));
	};
	return (
		<RoomFrame title={t('file.title')} hint={t('file.hint')}>
			<div>
				<Button kind="primary" icon={download} onClick={saved}>
					{t('file.save')}
				</Button>
			</div>
			{problem.value && <ProblemNotice problem={problem.value} />}
			<TakeIn again={again} />
			<Card title={t('file.history')}>
				{taken.error.value && <ProblemNotice problem={taken.error.value} onRetry={() => void again()} />}
				{taken.data.value?.taken.length === 0 && <p class="quiet">{t('file.none')}</p>}
				<ul class="bare-list stack tight">
					{(taken.data.value?.taken ?? []).map((it, at) => (
						<Line key={it.id} it={it} last={at === 0} again={again} />
					))}
				</ul>
			</Card>
		</RoomFrame>
	);
}

function Line({ it: { id, at, by, changes, undoneAt }, last, again }: { it: Taken; last: boolean; again: () => Promise<void> }): JSX.Element {
	return (
		<li class="cluster">
			<time dateTime={at}>{dateTime(at)}</time>
			<span>{t('file.line', { count: changes, by: by ?? '' })}</span>
			{undoneAt !== null && <span class="quiet">{t('file.wasTaken', { when: dateTime(undoneAt) })}</span>}
			{last && undoneAt === null && (
				<Button kind="quiet" icon={undo} onClick={() => void takeBack(id, again)}>
					{t('file.back')}
				</Button>
			)}
		</li>
	);
}

const mayBeTaken = ({ changes, conflicts }: TownPlan): boolean => changes > 0 && conflicts.every(({ kind }) => kind !== 'refused');

function TakeIn({ again }: { again: () => Promise<void> }): JSX.Element {
	const read = useSignal<Read | null>(null);
	const problem = useSignal<Problem | null>(null);
	const strange = useSignal(false);
	const look = async (file: File): Promise<void> => {
		read.value = null;
		problem.value = null;
		strange.value = false;
		const parsed = await file
			.text()
			.then(JSON.parse)
			.catch(() => undefined);
		if (parsed === undefined) {
			strange.value = true;
			return;
		}
		try {
			read.value = { name: file.name, file: parsed, plan: await call(checkTownFile, { file: parsed }) };
		} catch (thrown) {
			problem.value = asProblem(thrown);
		}
	};
	const take = async ({ file }: Read): Promise<void> => {
		try {
			const { plan, id } = await call(takeTownFile, { file });
			read.value = null;
			await again();
			toast({ text: t('file.done', { count: plan.changes }), ...(id !== null && { undo: () => takeBack(id, again) }) });
		} catch (thrown) {
			problem.value = asProblem(thrown);
		}
	};
	const it = read.value;
	return (
		<Card title={it ? t('file.plan', { name: it.name }) : t('file.read')}>
			{!it && (
				<div class="stack close">
					<p class="quiet">{t('file.readHint')}</p>
					<div>
						<FileButton
							label={t('file.read')}
							icon={download}
							busy={false}
							accept=".json,application/json"
							onFiles={([file]) => (file ? look(file) : Promise.resolve())}
						/>
					</div>
				</div>
			)}
			{strange.value && <Notice kind="warn">{t('file.notOurs')}</Notice>}
			{problem.value && <ProblemNotice problem={problem.value} />}
			{it && (
				<>
					<Plan plan={it.plan} />
					<div class="cluster">
						{mayBeTaken(it.plan) && (
							<Button kind="primary" icon={check} onClick={() => void take(it)}>
								{t('file.take')}
							</Button>
						)}
						<Button kind="quiet" onClick={() => (read.value = null)}>
							{t('file.drop')}
						</Button>
					</div>
				</>
			)}
		</Card>
	);
}
