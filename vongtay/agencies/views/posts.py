import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from vongtay.agencies import actions, forms, queries
from vongtay.agencies.models import Body, Post
from vongtay.agencies.permissions import RULES, Act
from vongtay.agencies.roles import Role
from vongtay.common.access import NotAllowed, Refused, Staff, may
from vongtay.common.requests import StaffRequest, staff_only, whole_number


def _require_reading(staff: Staff) -> None:
    if not may(RULES, Act.READ_POSTS, staff):
        raise NotAllowed(_("Only administrators and heads read the list of posts."))


@staff_only
def list_posts(request: StaffRequest) -> HttpResponse:
    """Show the posts of the province's bodies; filters stand in the address."""
    _require_reading(request.staff)
    asked = request.GET
    chosen = {"body": asked.get("body", ""), "role": asked.get("role", "")}
    posts = queries.posts_of_province(request.staff, ended="ended" in asked, **chosen)
    page = Paginator(posts, 50).get_page(asked.get("page"))
    bodies = Body.objects.filter(province_id=request.staff.province_id, posts__world=request.staff.world).distinct()
    kept = asked.copy()
    kept.pop("page", None)
    return render(request, "agencies/posts.html", {
        "page": page, "bodies": bodies.order_by("sort_key"), "roles": [role for role in Role if role != Role.SERVICE], "chosen": chosen,
        "ended": "ended" in asked, "may_give": request.staff.role == Role.ADMINISTRATOR, "kept": kept.urlencode(),
    })  # fmt: skip


@never_cache
@staff_only
def give_post(request: StaffRequest) -> HttpResponse:
    """Give a post; the first password of a new account is shown on the answer and nowhere else."""
    _require_reading(request.staff)
    if request.staff.role != Role.ADMINISTRATOR:
        raise NotAllowed(_("Only an administrator keeps the posts of bodies in their own province."))
    bodies = Body.objects.filter(province_id=request.staff.province_id, valid_to__isnull=True).order_by("sort_key")
    form = forms.GivePost(request.POST or None, bodies=bodies, initial={"key": uuid.uuid4()})
    if form.is_valid():
        try:
            given = actions.give_post(by=request.staff, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, list(refused.reasons))
        else:
            if given.password:
                return render(request, "agencies/first_password.html", {"given": given})
            messages.success(request, _("The post was given."))
            return redirect("agencies:post", post_id=given.post.pk)
    return render(request, "agencies/give.html", {"form": form}, status=422 if form.errors else 200)


@staff_only
def show_post(request: StaffRequest, post_id: str) -> HttpResponse:
    """Show one post and its open sessions."""
    _require_reading(request.staff)
    post = _post(request.staff, post_id)
    keeps = may(RULES, Act.END_POST, request.staff, post)
    return render(request, "agencies/post.html", {"post": post, "keeps": keeps, "sessions": queries.sessions_of(post)})


def _post(staff: Staff, post_id: str) -> Post:
    found = Post.objects.filter(body__province_id=staff.province_id, world=staff.world).exclude(role=Role.SERVICE)
    return get_object_or_404(found.select_related("body", "user"), pk=post_id)


@staff_only
@require_POST
def end_post(request: StaffRequest, post_id: str) -> HttpResponse:
    """End a post."""
    post = _post(request.staff, post_id)
    actions.end_post(post=post, version=whole_number(request.POST.get("version", "")) or 0, by=request.staff)
    messages.success(request, _("The post has ended, and with it its sessions."))
    return redirect("agencies:posts")


@staff_only
@require_POST
def end_session(request: StaffRequest, post_id: str) -> HttpResponse:
    """End one open session of a post."""
    post = _post(request.staff, post_id)
    actions.end_session(post=post, handle=request.POST.get("handle", ""), by=request.staff)
    messages.success(request, _("The session was ended."))
    return redirect("agencies:post", post_id=post.pk)
