import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { type NewProposal, type Proposed, propose } from '../../../server/assets/proposals/contract.ts';
import { call } from '../../api/call.ts';
import { newKey } from '../../api/new-key.ts';
import { asProblem, fieldErrors, type Problem } from '../../api/problem.ts';
import { language } from '../../i18n/language.ts';
import { t as form } from '../../i18n/resident.ts';
import { t } from '../../i18n/resident-asset.ts';
import { Button } from '../../ui/button.tsx';
import { FileButton } from '../../ui/file-button.tsx';
import { camera, send } from '../../ui/icons.ts';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { shrinkPhoto } from '../../ui/shrink-photo.ts';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { savesData } from '../saver.ts';

type Wish = Partial<Omit<NewProposal, 'language' | 'words' | 'email'>> & Pick<NewProposal, 'kind'>;
type Input = Parameters<typeof call<typeof propose.input, typeof propose.output>>[1];

const mostPhotos = 3;

interface ProposalFormProps {
	/** What is wished, as it stands now. */
	wish: () => Wish;
	/** What is still wanting before it can be sent, in a sentence; empty when nothing is. */
	lacking: (words: string) => string;
}

interface Said {
	words: string;
	email: string;
	photos: readonly File[];
}

/** Sends a proposal, once: a try that did not get through is repeated under the same key, one that was refused is another. */
function useSending(wish: () => Wish) {
	const key = useRef(newKey());
	const busy = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	const sent = useSignal<Proposed | null>(null);
	const submit = async ({ words, email, photos }: Said): Promise<void> => {
		busy.value = true;
		problem.value = null;
		try {
			// Photos are a part of the form, not of the contract's words.
			const input = { ...wish(), words, ...(email && { email }), language: language.peek(), ...(photos.length > 0 && { photos: [...photos] }) } as Input;
			sent.value = await call(propose, input, { idempotencyKey: key.current });
		} catch (thrown) {
			problem.value = asProblem(thrown);
			if (problem.value.status >= 400) key.current = newKey();
		} finally {
			busy.value = false;
		}
	};
	return { busy, problem, sent, submit };
}

/** The end of every proposal: words, photos, an address to be told at, and sending it. */
export function ProposalForm({ wish, lacking }: ProposalFormProps): JSX.Element {
	const words = useSignal('');
	const email = useSignal('');
	const photos = useSignal<readonly File[]>([]);
	const wanting = useSignal('');
	const { busy, problem, sent, submit } = useSending(wish);
	const finish = (event: Event): void => {
		event.preventDefault();
		const said = { words: words.value.trim(), email: email.value.trim(), photos: photos.value };
		wanting.value = lacking(said.words);
		if (!wanting.value) void submit(said);
	};
	if (sent.value) return <Sent proposed={sent.value} />;
	return (
		<form class="stack" noValidate onSubmit={finish}>
			<TextArea label={t('send.words')} optional rows={3} maxLength={2000} value={words.value} onText={(it) => (words.value = it)} />
			<Photos photos={photos} />
			<TextField
				label={t('send.email')}
				type="email"
				autoComplete="email"
				optional
				hint={t('send.emailHint')}
				value={email.value}
				error={fieldErrors(problem.value)['email'] && form('send.emailWrong')}
				onText={(it) => (email.value = it)}
			/>
			{wanting.value && (
				<p class="field-error" role="alert">
					{wanting.value}
				</p>
			)}
			{problem.value && !fieldErrors(problem.value)['email'] && <ProblemNotice problem={problem.value} />}
			<div>
				<Button type="submit" kind="primary" icon={send} busy={busy.value}>
					{t('send.send')}
				</Button>
			</div>
		</form>
	);
}

function Photos({ photos }: { photos: Signal<readonly File[]> }): JSX.Element {
	const take = async (files: readonly File[]): Promise<void> => {
		const small = await Promise.all(files.slice(0, mostPhotos - photos.peek().length).map((it) => shrinkPhoto(it, savesData())));
		const read = small.filter((it) => it !== null).map((it) => new File([it], 'photo.jpg', { type: 'image/jpeg' }));
		photos.value = [...photos.peek(), ...read];
	};
	return (
		<div class="cluster">
			{photos.value.length < mostPhotos && <FileButton label={form('photo.choose')} icon={camera} busy={false} onFiles={take} />}
			<span class="quiet small" role="status">
				{photos.value.length > 0 && form('photo.count', { count: photos.value.length })}
			</span>
		</div>
	);
}

function Sent({ proposed: { tracking, joined } }: { proposed: Proposed }): JSX.Element {
	return (
		<Notice kind="good" title={t('send.thanks')}>
			{joined && <>{t('send.joined')} </>}
			<a href={tracking}>{t('send.page')}</a>
		</Notice>
	);
}
