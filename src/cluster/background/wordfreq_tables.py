"""Makes the tables of this folder from wordfreq: python wordfreq_tables.py FOLDER.

For a folder to throw away: python -m venv v && v/bin/pip install wordfreq==3.1.1
"""

import math
import pathlib
import sys

import wordfreq

LANGUAGES = "ar bg ca cs da de el en es fa fi fr he hi hu id it lt lv nl no pl pt ro ru sk sl sv ta tr uk ur"
LEVELS = [50, 40, 30, 25, 20, 16, 13, 10, 8, 6, 5, 4, 3, 2.5, 2]
LEAST = 1.8
WORDS_OF_AN_ARTICLE = 400


def table(language):
    """Words by the chance, in percent, that an article holds them."""
    lines = {level: [] for level in LEVELS}
    wordlist = "best" if language in wordfreq.available_languages("best") else "small"
    for word in wordfreq.iter_wordlist(language, wordlist):
        frequency = wordfreq.word_frequency(word, language, wordlist)
        percent = 100 * (1 - math.exp(-WORDS_OF_AN_ARTICLE * frequency))
        if percent < LEAST:
            break
        # wordfreq writes numbers with zeros, which says nothing of any of them.
        is_word = len(word) > 1 and any(character.isalnum() for character in word)
        if is_word and not word.startswith("0"):
            nearest = min(LEVELS, key=lambda level: abs(math.log(level / percent)))
            lines[nearest].append(word)
    return "".join(f"{level} {' '.join(sorted(words))}\n" for level, words in lines.items() if words)


for language in LANGUAGES.split():
    path = pathlib.Path(sys.argv[1]) / f"{language}.txt"
    path.write_text(table(language), encoding="utf-8")
