import type { JSX } from 'preact';
import { readNotice } from '../../../server/reports/persons/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { language } from '../../i18n/language.ts';
import { t } from '../../i18n/resident-data.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Page } from '../page.tsx';
import { AskForLink } from './ask-for-link.tsx';
import { Held } from './held.tsx';
import { proofIn } from './proof.ts';

/** What is kept of people and why; and, for whoever can show that it is theirs, the data themselves. */
export function MyDataScreen(): JSX.Element {
	const notice = useCall(readNotice, () => ({ language: language.value }));
	const proof = proofIn(location.hash);
	const it = notice.data.value;
	return (
		<Page title={it?.title ?? t('ask.title')}>
			{proof && <Held proof={proof} />}
			{notice.error.value && <ProblemNotice problem={notice.error.value} onRetry={() => void notice.reload()} />}
			{!it && !notice.error.value && <Skeleton kind="text" count={8} />}
			{it?.sections.map(({ id, title, text }) => (
				<section key={id} id={id} class="stack close">
					<h2>{title}</h2>
					<p>{text}</p>
				</section>
			))}
			{!proof && <AskForLink />}
		</Page>
	);
}
