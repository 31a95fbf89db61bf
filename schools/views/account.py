"""Coming in, going out, and changing between one's own roles."""

from typing import Any

from allauth.account.views import LoginView, LogoutView
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from schools import clock
from schools.forms import account
from schools.models import Authority
from schools.queries import sign_ins
from schools.views import acting


class SignIn(LoginView):
    """Asks for name and password, with the library's rate limits; a practice installation offers its sign-ins."""

    template_name = "account/sign_in.html"
    form_class = account.SignInForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the practice sign-ins; the library's own additions are links to pages that we do not have."""
        context = super(LoginView, self).get_context_data(**kwargs)
        authority = Authority.objects.order_by("pk").first()
        on = clock.today(authority.practice_date if authority else None)
        return context | {
            "practice_sign_ins": sign_ins.practice_sign_ins(on=on),
            "practice_password": sign_ins.PASSWORD,
        }


class SignOut(LoginRequiredMixin, LogoutView):
    """Asks once, then signs out by POST alone."""

    template_name = "account/sign_out.html"


@require_safe
def cannot_sign_in(request: HttpRequest) -> HttpResponse:
    """Say who can help a person who has lost the way in."""
    return render(request, "account/cannot_sign_in.html")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose_role(request: HttpRequest) -> HttpResponse:
    """Show the roles a person holds today, and act under another of them."""
    memberships = acting.capacities(request)
    form = account.RoleForm(request.POST or None, memberships=memberships)
    if request.method == "POST" and form.is_valid():
        acting.choose_capacity(request, form.cleaned_data["membership"])
        return redirect("/")
    return render(request, "account/choose_role.html", {"form": form})
