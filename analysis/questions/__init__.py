"""What can be asked of a release: one function per question, one SQL statement, one frame."""

from analysis.questions.contract import QUESTIONS, Parameter, Question

__all__ = ["QUESTIONS", "Parameter", "Question"]
