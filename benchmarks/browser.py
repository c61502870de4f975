"""A browser without a screen: one user's kept-alive connection, cookies and form token."""

import http.client
import re
import time
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Browser:
    """One signed-in user. The time of a request runs from its first byte sent to its last byte read."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._cookies: dict[str, str] = {}
        self.token = ""

    def get(self, path: str) -> tuple[int, str, float]:
        """Ask for a page. Gives status, text (an address for a redirection), seconds."""
        return self._ask("GET", path, None)

    def post(self, path: str, fields: dict[str, str]) -> tuple[int, str, float]:
        """Send a form with the token of the session. Gives status, text or address, seconds."""
        return self._ask("POST", path, urlencode({"csrfmiddlewaretoken": self.token, **fields}))

    def sign_in(self, username: str, password: str) -> None:
        """Sign in and take the only post. Errors: RuntimeError when that does not lead to a page."""
        self.get("/accounts/sign-in/")
        status, where, _seconds = self.post("/accounts/sign-in/", {"username": username, "password": password})
        for _step in range(4):
            if status != 302:
                break
            status, where, _seconds = self.get(where)
        if status != 200:
            raise RuntimeError(f"{username}: sign-in ended with status {status}")

    def _ask(self, method: str, path: str, body: str | None) -> tuple[int, str, float]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        self._connection.request(method, path, body=body, headers=headers)
        answer = self._connection.getresponse()
        data = answer.read()
        seconds = time.perf_counter() - began
        for line in answer.headers.get_all("Set-Cookie") or []:
            self._cookies.update({name: morsel.value for name, morsel in SimpleCookie(line).items()})
        text = data.decode("utf-8", "replace")
        if found := TOKEN.search(text):
            self.token = found[1]
        if answer.status == 302:
            where = urlsplit(answer.headers["Location"])
            text = where.path + (f"?{where.query}" if where.query else "")
        return answer.status, text, seconds
