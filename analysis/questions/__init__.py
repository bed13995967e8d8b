"""What can be asked of a release: one function per question, one SQL statement, one frame."""

from analysis.questions.asking import Answer, ask
from analysis.questions.contract import QUESTIONS, Parameter, Question

__all__ = ["QUESTIONS", "Answer", "Parameter", "Question", "ask"]
