import { t } from '../i18n/embed.ts';
import { mountShell } from '../ui/mount.tsx';
import { Shell } from '../ui/shell.tsx';
import { Builder } from './builder.tsx';

void mountShell((town) => (
	<Shell town={town} title={t('app.title')} home="/">
		<Builder town={town} />
	</Shell>
));
