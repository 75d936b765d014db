"""The pace of the person at work, for this person alone: no function takes another's number."""

from app.domain.jalali import tehran_day
from app.domain.pace import DAYS, Pace, pace_of
from app.wiring import clock
from app.wiring.session import Session
from local_db import pace_queries


def own_pace(session: Session) -> Pace:
    """How today goes against one's own last four weeks."""
    today = tehran_day(clock.now())
    with session.desk.here.db.read() as connection:
        requests, served = pace_queries.served_by(
            connection, session.operator, first=today - DAYS, last=today
        )
    return pace_of(today, requests, served)
