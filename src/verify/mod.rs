//! A written briefing against the documents it cites.
