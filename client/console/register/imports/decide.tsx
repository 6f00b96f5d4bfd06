import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { applyImport, discardImport, type ImportRequest, undoImport } from '../../../../server/assets/import/contract.ts';
import { addSource } from '../../../../server/assets/import/saved/contract.ts';
import { call } from '../../../api/call.ts';
import { asProblem, type Problem } from '../../../api/problem.ts';
import { t } from '../../../i18n/console.ts';
import { dateTime } from '../../../i18n/format.ts';
import { t as shared } from '../../../i18n/shared.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { check, trash, undo } from '../../../ui/icons.ts';
import { Notice, ProblemNotice } from '../../../ui/notice.tsx';
import { layers } from '../../../ui/staff-icons.ts';
import { TextField } from '../../../ui/text-field.tsx';
import { toast } from '../../../ui/toast.tsx';
import { registerHref } from '../../address.ts';
import { originWords } from './import-list.tsx';
import { loadImport, putImport } from './import-state.ts';

interface Doing {
	busy: boolean;
	problem: Problem | null;
	run: (ask: () => Promise<ImportRequest>) => Promise<void>;
}

/** One change of an import at a time; what was refused is said, and the import read again. */
function useDoing(): Doing {
	const busy = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	const run = async (ask: () => Promise<ImportRequest>): Promise<void> => {
		busy.value = true;
		problem.value = null;
		try {
			putImport(await ask());
		} catch (thrown) {
			problem.value = asProblem(thrown);
			await loadImport();
		} finally {
			busy.value = false;
		}
	};
	return { busy: busy.value, problem: problem.value, run };
}

/** What can be done with an import as it stands: apply it, take it back, throw it away, keep how it was read. */
export function Decide({ it }: { it: ImportRequest }): JSX.Element {
	const { busy, problem, run } = useDoing();
	return (
		<Card title={t('imports.decide')}>
			{problem && <ProblemNotice problem={problem} />}
			{it.state === 'ready' && <p class="quiet">{t('imports.applyHint')}</p>}
			{it.state === 'applied' && <Applied it={it} busy={busy} onUndo={() => void run(() => call(undoImport, { code: it.code }))} />}
			{it.state === 'undone' && <Notice kind="good">{t('imports.isUndone')}</Notice>}
			{it.state === 'discarded' && <p class="quiet">{t('imports.isDiscarded')}</p>}
			<div class="cluster">
				{it.state === 'ready' && (
					<Button
						kind="primary"
						icon={check}
						busy={busy}
						disabled={it.basis === null}
						onClick={() => void run(() => call(applyImport, { code: it.code, basis: it.basis ?? '' }))}
					>
						{t('imports.apply')}
					</Button>
				)}
				{(it.state === 'ready' || it.state === 'failed') && <Discard it={it} />}
			</div>
			{it.source === null && (it.state === 'ready' || it.state === 'applied') && <KeepSource it={it} />}
		</Card>
	);
}

function Applied({ it, busy, onUndo }: { it: ImportRequest; busy: boolean; onUndo: () => void }): JSX.Element {
	return (
		<div class="stack close">
			<Notice kind="good">{t('imports.isApplied', { at: dateTime(it.endedAt ?? it.begunAt) })}</Notice>
			<div class="cluster">
				<Button icon={undo} busy={busy} disabled={!it.undoable} onClick={onUndo}>
					{t('imports.undo')}
				</Button>
				{it.class && (
					<ButtonLink icon={layers} href={registerHref('layers', { layer: it.class })}>
						{t('imports.seeLayer')}
					</ButtonLink>
				)}
			</div>
			{!it.undoable && <p class="quiet small">{t('imports.noUndo')}</p>}
		</div>
	);
}

/** Throws an import away that has changed nothing. */
export function Discard({ it }: { it: ImportRequest }): JSX.Element {
	const { busy, problem, run } = useDoing();
	return (
		<>
			<Button kind="quiet" icon={trash} busy={busy} onClick={() => void run(() => call(discardImport, { code: it.code }))}>
				{t('imports.discard')}
			</Button>
			{problem && <ProblemNotice problem={problem} />}
		</>
	);
}

/** Keeps class, mapping and options under a name, for the next edition. */
function KeepSource({ it }: { it: ImportRequest }): JSX.Element {
	const title = useSignal(originWords(it));
	const problem = useSignal<Problem | null>(null);
	const kept = useSignal(false);
	const keep = async (event: Event): Promise<void> => {
		event.preventDefault();
		try {
			await call(addSource, { import: it.code, title: title.peek() });
			kept.value = true;
			problem.value = null;
			toast({ text: t('sources.kept') });
		} catch (thrown) {
			problem.value = asProblem(thrown);
		}
	};
	if (kept.value) return <p class="quiet">{t('sources.kept')}</p>;
	return (
		<form class="row expected" onSubmit={(event) => void keep(event)}>
			<TextField label={t('sources.keep')} hint={t('sources.keepHint')} value={title.value} onText={(text) => (title.value = text)} />
			<Button type="submit" disabled={title.value.trim() === ''}>
				{shared('action.save')}
			</Button>
			{problem.value && <ProblemNotice problem={problem.value} />}
		</form>
	);
}
