"""The survey for whoever has a code: pages that need no script, and the same as JSON for other front ends.

Nobody signs in here: the one-time code is the only key. It comes in a body, never in an address. There is no Idempotency-Key:
to know an answer again it would have to be kept together with its sender.
"""

import hashlib
from collections.abc import Callable, Coroutine, Mapping
from typing import Annotated, Any, Final, cast
from urllib.parse import parse_qsl

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.routing import APIRoute
from pydantic import ValidationError

from services.followup import errors
from services.followup.questionnaire import codes, held, page
from services.followup.questionnaire.tries import PER_ADDRESS, PER_CODE, WINDOW, Tries
from services.followup.questionnaire.wording import WRITTEN, Language, Wording, Words, wording_of, wording_on
from services.followup.schemas.surveys import CodeIn, SurveyAnswerIn, SurveyFormView
from shared.clock import stockholm
from shared.http.bodies import JsonRequest
from shared.http.coded import Coded
from shared.http.dependencies import Today
from shared.http.responses import ONE_TIME
from shared.service import Service

FORM: Final = "application/x-www-form-urlencoded"
MOST_FIELDS: Final = 40
OPEN: Final[dict[str, Any]] = {ONE_TIME: True}
RETRY: Final = {"Retry-After": str(int(WINDOW.total_seconds()))}


class Strict(APIRoute):
    """A route that reads JSON as strictly as all others, but opens no transaction: answers need one of their own."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handler = super().get_route_handler()

        async def handle(request: Request) -> Response:
            strict = JsonRequest(request.scope, request.receive)
            await strict.load()
            return await handler(strict)

        return handle


router = APIRouter(route_class=Strict, tags=["survey"])
pages = APIRouter(include_in_schema=False)


class Desk:
    """What every request here needs: the service, and who has tried how often."""

    def __init__(self, request: Request) -> None:
        self.service = cast("Service", request.app.state.service)
        self.safe = held.Safe(self.service.settings.master_key_bytes)
        self.now = self.service.clock.now()
        self._address = hashlib.sha256((request.client.host if request.client else "").encode()).digest()
        self._per_address, self._per_code = _tries(request)

    async def open(self, typed: str) -> tuple[bytes, held.Asked]:
        """What a typed code opens; refused when it does not work, or after too many tries."""
        code = self._tried(typed)
        async with self.service.database.transaction("read_committed", readonly=True) as tx:
            asked = await held.asked_by(tx, code, stockholm(self.now)) if code else None
        return self._known(code, asked)

    async def answer(self, sent: SurveyAnswerIn) -> None:
        """Use the code up and hold the answer, together or not at all."""
        code, asked = await self.open(sent.code)
        if sent.is_empty(asked.form):
            raise errors.NothingAnswered
        today = stockholm(self.now)
        async with self.service.database.transaction("read_committed") as tx:
            spent = await held.spend(tx, code, today)
            if spent is None:
                raise errors.SurveyCodeNotValid
            await held.hold(tx, self.safe, spent, f"{today:%Y-%m}", sent.given(spent.form), sent.texts)

    def _tried(self, typed: str) -> bytes | None:
        if self._per_address.too_many(self._address, self.now):
            raise Coded(429, "too-many-tries", RETRY)
        code = codes.hashed(typed, self.service.settings.index_key_bytes)
        if code and self._per_code.too_many(code, self.now):
            raise Coded(429, "too-many-tries", RETRY)
        if code:
            self._per_code.count(code, self.now)
        return code

    def _known(self, code: bytes | None, asked: held.Asked | None) -> tuple[bytes, held.Asked]:
        """Only codes that do not work count against the address: many may answer from one."""
        if code is None or asked is None:
            self._per_address.count(self._address, self.now)
            raise errors.SurveyCodeNotValid
        return code, asked


def _tries(request: Request) -> tuple[Tries, Tries]:
    """The process's own counts, made when first asked for."""
    state = request.app.state
    if not hasattr(state, "survey_tries"):
        state.survey_tries = (Tries(PER_ADDRESS), Tries(PER_CODE))
    return cast("tuple[Tries, Tries]", state.survey_tries)


async def _desk(request: Request) -> Desk:
    return Desk(request)


AtDesk = Annotated[Desk, Depends(_desk)]


@router.post("/survey-forms", openapi_extra=OPEN)
async def show_survey_form(body: CodeIn, desk: AtDesk) -> SurveyFormView:
    """The questions that a one-time code opens, in Swedish and easy Swedish; the code can still be used. No token is needed.

    Frågorna som en engångskod öppnar, på svenska och lättläst svenska; koden är inte förbrukad. Ingen inloggning behövs.
    """
    _, asked = await desk.open(body.code)
    return SurveyFormView.of(asked.form, wording_of(asked.wording))


@router.post("/survey-answers", status_code=204, openapi_extra=OPEN)
async def answer_survey(body: SurveyAnswerIn, desk: AtDesk) -> None:
    """Answer, with a one-time code, which is used up. The answer cannot be found again, changed or removed by anybody.

    Svara, med en engångskod som därmed är förbrukad. Svaret kan inte hittas igen, ändras eller tas bort av någon.
    """
    await desk.answer(body)


@pages.get("/survey")
async def survey_page(request: Request, today: Today) -> HTMLResponse:
    language = _language(request.query_params.get("language"))
    return _html(page.code_page(wording_on(today), language, _path(request)))


@pages.get("/survey/thanks")
async def survey_thanks(request: Request, today: Today) -> HTMLResponse:
    return _html(page.thanks_page(wording_on(today), _language(request.query_params.get("language"))))


@pages.post("/survey")
async def survey_step(request: Request, today: Today, desk: AtDesk) -> Response:
    """One step on the page: open, change language, stay, or send. Each comes back with what was filled in."""
    fields = await _fields(request)
    language = _language(fields.get("language"))
    if not fields.get("code", "").strip():
        return _code_again(request, wording_on(today), language, "fault_code_missing", 422)
    try:
        _, asked = await desk.open(fields["code"])
        return await _stepped(request, desk, asked, fields, language)
    except errors.SurveyCodeNotValid:
        return _code_again(request, wording_on(today), language, "fault_code", 422)
    except Coded:
        return _code_again(request, wording_on(today), language, "fault_often", 429)


async def _stepped(request: Request, desk: Desk, asked: held.Asked, fields: Mapping[str, str], language: Language) -> Response:
    wording = wording_of(asked.wording)
    shown: dict[str, Any] = {"form": asked.form, "code": fields["code"], "given": fields}
    match fields.get("step"):
        case "switch":
            other: Language = "sv" if language == "easy" else "easy"
            return _html(page.form_page(wording, other, _path(request), **shown))
        case "answer":
            faults = await _send(desk, asked, fields, wording.words(language))
            if faults:
                return _html(page.form_page(wording, language, _path(request), **shown, faults=faults), 422)
            return RedirectResponse(f"{_path(request)}/thanks?language={language}", 303)
        case _:
            return _html(page.form_page(wording, language, _path(request), **shown))


async def _send(desk: Desk, asked: held.Asked, fields: Mapping[str, str], words: Words) -> page.Faults:
    """What has to be corrected; nothing when the answer is held."""
    filled = {name: value for name, value in fields.items() if name in SurveyAnswerIn.model_fields and value.strip()}
    try:
        sent = SurveyAnswerIn.model_validate(filled)
    except ValidationError as error:
        wrong = {str(fault["loc"][0]) for fault in error.errors(include_input=False, include_url=False)}
        return {name: words.fault_text if name in WRITTEN else words.fault_choice for name in sorted(wrong)}
    if sent.is_empty(asked.form):
        return {"q1": words.fault_nothing}
    await desk.answer(sent)
    return {}


async def _fields(request: Request) -> dict[str, str]:
    """The form's fields, the first of each name; line ends as one character."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise HTTPException(415)
    raw = (await request.body()).decode("utf-8", errors="replace")
    try:
        pairs = parse_qsl(raw, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="replace")
    except ValueError:
        raise HTTPException(400) from None
    return {name: value.replace("\r\n", "\n") for name, value in reversed(pairs)}


def _code_again(request: Request, wording: Wording, language: Language, fault: str, status: int) -> HTMLResponse:
    words = wording.words(language)
    said = {"code": getattr(words, fault)}
    answer = _html(page.code_page(wording, language, _path(request), said), status)
    if status == Coded(429, "").status_code:
        answer.headers.update(RETRY)
    return answer


def _language(asked: str | None) -> Language:
    return "easy" if asked == "easy" else "sv"


def _path(request: Request) -> str:
    return f"{request.scope.get('root_path', '')}/survey"


def _html(content: str, status: int = 200) -> HTMLResponse:
    headers = {"Content-Security-Policy": page.POLICY, "Content-Language": "sv", "X-Robots-Tag": "noindex"}
    return HTMLResponse(content, status, headers)
