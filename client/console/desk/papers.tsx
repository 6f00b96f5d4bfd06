import type { JSX } from 'preact';
import { printCase } from '../../../server/work/case-file/contract.ts';
import { t } from '../../i18n/console.ts';
import { language } from '../../i18n/language.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { download } from '../../ui/icons.ts';
import { may } from '../session.ts';

const fileHref = (code: string, contacts: 'yes' | 'no'): string =>
	`${printCase.path.replace(':code', code)}?contacts=${contacts}&language=${encodeURIComponent(language.value)}`;

/** The whole case to take along: without anybody's contact details, or for those who may see them, with them. */
export function Papers({ code }: { code: string }): JSX.Element {
	return (
		<div class="cluster">
			<ButtonLink kind="quiet" icon={download} href={fileHref(code, 'no')} download={`F-${code}.pdf`} title={t('papers.hint')}>
				{t('papers.file')}
			</ButtonLink>
			{may('contact.read') && (
				<ButtonLink kind="quiet" icon={download} href={fileHref(code, 'yes')} download={`F-${code}.pdf`} title={t('papers.hint')}>
					{t('papers.fileWith')}
				</ButtonLink>
			)}
		</div>
	);
}
