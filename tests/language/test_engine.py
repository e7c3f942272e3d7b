from __future__ import annotations

import subprocess
import sys

import spacy

from reportedly.language.engine import load_model
from reportedly.language.parse import DEFAULT_MODEL

TEXTS = ["Don't go to the U.S., e.g. by car (it's $5.50).", "He'd've left at 10p.m. :) http://a.example/b?c"]


def in_a_new_process(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_spacy_comes_without_its_command_line_and_has_it_when_asked() -> None:
    code = """
import sys
import reportedly.cli
from reportedly.language.engine import load_spacy
spacy = load_spacy()
print("typer" in sys.modules, "spacy.cli" in sys.modules, load_spacy() is spacy)
print(spacy.info(silent=True)["spacy_version"] == spacy.__version__)
import spacy.cli
print(callable(spacy.cli.app), spacy.cli.info is not None)
"""
    assert in_a_new_process(code).split() == ["False", "False", "True", "True", "True", "True"]


def test_a_page_is_read_without_the_command_line_of_spacy() -> None:
    code = """
import sys
import reportedly.cli
from reportedly.language.parse import load_parser
load_parser()
print("spacy.cli" in sys.modules)
"""
    assert in_a_new_process(code).split() == ["False"]


def test_in_the_process_of_another_program_spacy_is_loaded_as_it_is() -> None:
    code = """
import sys
from reportedly.language.engine import load_spacy
load_spacy()
print(callable(sys.modules["spacy.cli"].app))
"""
    assert in_a_new_process(code).split() == ["True"]


def test_the_same_words_as_by_spacy_itself() -> None:
    stock, ours = spacy.load(DEFAULT_MODEL), load_model(DEFAULT_MODEL, is_ours=True)
    for text in TEXTS:
        assert [(t.text, t.norm_) for t in stock.make_doc(text)] == [
            (t.text, t.norm_) for t in ours.make_doc(text)
        ]
    assert stock.tokenizer.to_bytes() == ours.tokenizer.to_bytes()
    assert ours.pipe_names == stock.pipe_names


def test_another_model_is_loaded_as_it_is() -> None:
    other = load_model(DEFAULT_MODEL, is_ours=False)
    assert "senter" in other.component_names


def test_threads_that_read_first_at_once_wait_for_the_engine() -> None:
    code = """
import sys, threading
sys.setswitchinterval(1e-5)
import reportedly
told, gate = [], threading.Barrier(3)
def read():
    gate.wait()
    told.append(len(reportedly.read("Police said two men were killed in Almaty.").figures))
threads = [threading.Thread(target=read) for _ in range(3)]
for each in threads: each.start()
for each in threads: each.join()
print(told)
"""
    assert in_a_new_process(code).strip() == "[1, 1, 1]"
