import type { Context } from '../../municipality/index.ts';
import type { Serve } from '../../platform/http.ts';
import { sendPiece } from './contract.ts';
import { type Places, receive } from './receive.ts';

/** Answers whoever sends photos and videos piece by piece. */
export function uploadRoutes(serve: Serve<Context>, places: Places): void {
	serve(sendPiece, (context, piece) => receive(context, piece, places));
}
