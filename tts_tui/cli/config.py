"""`tts-tui config`: the settings, and the keys of providers."""

from __future__ import annotations

import asyncio
import sys

import click

from tts_tui.cli import complete
from tts_tui.cli.choice import able_one, models_of
from tts_tui.cli.printing import tell, write_json
from tts_tui.speech.errors import UsageError, did_you_mean
from tts_tui.studio.session import Session, open_session


@click.group()
def command() -> None:
    """Show and change the settings, and keep the keys of providers."""


@command.command()
def path() -> None:
    """Where your own settings are, or would be."""
    from tts_tui.store.paths import Paths

    click.echo(Paths.of_user().settings_file)


@command.command()
def show() -> None:
    """Every setting in force, as TOML with what it means."""
    from tts_tui.store import settings_file

    click.echo(settings_file.commented(open_session().settings), nl=False)


@command.command()
@click.argument("key", shell_complete=complete.user_settings)
def get(key: str) -> None:
    """The value of one setting, such as speech.speed."""
    from tts_tui.store import settings_file

    value = settings_file.get(open_session().settings, key)
    if isinstance(value, str):
        click.echo(value)
    else:
        write_json(value)


@command.command(name="set")
@click.argument("key", shell_complete=complete.user_settings)
@click.argument("value")
def set_(key: str, value: str) -> None:
    """Change one setting in your own file; the comments in it stay."""
    from tts_tui.store import settings_file
    from tts_tui.store.paths import Paths
    from tts_tui.studio.every_setting import judge_of

    file = Paths.of_user().settings_file
    settings_file.change(file, key, value, judge_of(key))
    tell(f"{key} is set in {file}")


@command.command()
@click.argument("provider", shell_complete=complete.providers)
@click.option("--forget", is_flag=True, help="Remove the key instead.")
def set_key(provider: str, forget: bool) -> None:
    """Keep the key of a provider in the system's keyring, or in a file that only you can read.

    It is asked for unseen, or read from stdin: it never stands on a command line, where other users could see it.
    """
    from tts_tui.store.paths import Paths
    from tts_tui.store.secrets import Secrets, variable_of

    paths = Paths.of_user()
    secrets = Secrets(paths.keys_file)
    if forget:  # also that of a provider that is gone
        secrets.forget(provider)
        tell(f"The key of {provider} is forgotten.")
    else:
        _check_takes_key(provider)
        key = (
            click.prompt(f"Key of {provider}", hide_input=True, err=True)
            if sys.stdin.isatty()
            else sys.stdin.readline()
        )
        place = secrets.set(provider, key)
        tell(f"The key of {provider} is kept in {'the keyring' if place == 'keyring' else paths.keys_file}.")
    if secrets.where(provider) == "environment":
        tell(f"{variable_of(provider)} is set, and takes precedence.")


def _check_takes_key(provider: str) -> None:
    """Refuse what is no provider, before a secret is given away to it.

    Raises:
        UsageError: there is no such provider, or it takes no key.
    """
    models, refused = open_session().open_manager().usable_models()
    takes_key = {model.provider: model.takes_key for model in models} | dict.fromkeys(refused, True)
    if provider not in takes_key:
        known = [name for name, takes in takes_key.items() if takes]
        raise UsageError(f"There is no provider {provider!r}.", hint=did_you_mean(provider, known))
    if not takes_key[provider]:
        raise UsageError(f"{provider} takes no key.")


@command.command()
@click.argument("provider", shell_complete=complete.providers)
def test_key(provider: str) -> None:
    """Ask a provider whether its key is good; costs nothing."""
    click.echo(asyncio.run(_account(open_session(), provider)))


async def _account(session: Session, provider: str) -> str:
    from tts_tui.backends.capabilities import Accounts

    async with session.manager() as manager:
        model = able_one(models_of(manager, provider))
        backend, _ = manager.resolve(model.id, provider)
        if not isinstance(backend, Accounts):
            raise UsageError(f"{model.provider_name} needs no key.")
        return (await backend.account()).summary
