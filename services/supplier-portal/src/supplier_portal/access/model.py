"""What is posted to get in."""

from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

SignInName = Annotated[str, StringConstraints(strip_whitespace=True, to_lower=True, max_length=200)]


class SignInForm(BaseModel):
    """The fields of the sign-in page."""

    user: SignInName
    password: Annotated[str, StringConstraints(max_length=200)]
    next: str = Field(default="", max_length=2000)
