import { mountShell } from '../ui/mount.tsx';
import { Console } from './console.tsx';
import { followLinks } from './route.ts';
import { askWho, watchSession } from './session.ts';

watchSession();
followLinks();
void askWho();
void mountShell((town) => <Console town={town} />);
