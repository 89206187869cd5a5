"""Parameter groups for moto's ElastiCache, which has none."""

from __future__ import annotations

import re
import uuid

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, added, around, kept


def parameter_groups() -> None:  # noqa: C901 - its operations are counted in
    """Keep parameter groups and the parameters somebody set; AWS's own defaults are not known."""
    from moto.core.exceptions import ServiceException
    from moto.core.responses import ActionResult, EmptyResult
    from moto.elasticache.models import ElastiCacheBackend
    from moto.elasticache.responses import ElastiCacheResponse

    @around(ElastiCacheBackend, "__init__")
    def init(original, self, region_name, account_id):
        original(self, region_name, account_id)
        self.arn_regex = re.compile(self.arn_regex.pattern.replace("(cluster|", "(parametergroup|cluster|"))

    class NotFound(ServiceException):
        code = "CacheParameterGroupNotFound"

    def groups_of(response):
        return kept(response.elasticache_backend, "parameter_groups")

    def group_of(response):
        name = response._get_param("CacheParameterGroupName")
        if name not in groups_of(response):
            raise NotFound(f"CacheParameterGroup {name} not found.")
        return groups_of(response)[name]

    def described(group):
        return {name: value for name, value in group.items() if name != "Parameters"}

    def named(self):
        return ActionResult({"CacheParameterGroupName": self._get_param("CacheParameterGroupName")})

    @added(ElastiCacheResponse, "create_cache_parameter_group")
    def create(self):
        name, backend = self._get_param("CacheParameterGroupName").lower(), self.elasticache_backend
        group = {
            "CacheParameterGroupName": name,
            "CacheParameterGroupFamily": self._get_param("CacheParameterGroupFamily"),
            "Description": self._get_param("Description"),
            "IsGlobal": False,
            "ARN": f"arn:aws:elasticache:{backend.region_name}:{backend.account_id}:parametergroup:{name}",
            "Parameters": {},
        }
        groups_of(self)[name] = group
        backend.tagging_service.tag_resource(group["ARN"], self._get_param("Tags") or [])
        return ActionResult({"CacheParameterGroup": described(group)})

    @added(ElastiCacheResponse, "describe_cache_parameter_groups")
    def describe(self):
        chosen = [group_of(self)] if self._get_param("CacheParameterGroupName") else groups_of(self).values()
        return ActionResult({"CacheParameterGroups": [described(group) for group in chosen]})

    @added(ElastiCacheResponse, "describe_cache_parameters")
    def describe_parameters(self):
        return ActionResult(
            {
                "Parameters": [
                    {"ParameterName": name, "ParameterValue": value, "Source": "user"}
                    for name, value in group_of(self)["Parameters"].items()
                ]
            }
        )

    @added(ElastiCacheResponse, "modify_cache_parameter_group")
    def modify(self):
        for each in self._get_param("ParameterNameValues"):
            group_of(self)["Parameters"][each["ParameterName"]] = each["ParameterValue"]
        return named(self)

    @added(ElastiCacheResponse, "reset_cache_parameter_group")
    def reset(self):
        parameters = group_of(self)["Parameters"]
        names = [each["ParameterName"] for each in self._get_param("ParameterNameValues") or []]
        for name in names or list(parameters):
            parameters.pop(name, None)
        return named(self)

    @added(ElastiCacheResponse, "delete_cache_parameter_group")
    def delete(self):
        del groups_of(self)[group_of(self)["CacheParameterGroupName"]]
        return EmptyResult()


def _see_parameter_group(client: Clients) -> Seen:
    cache, name = client("elasticache"), f"p{uuid.uuid4().hex[:12]}"
    family = "redis7"
    tags = [{"Key": "name", "Value": "kept"}]
    arn = cache.create_cache_parameter_group(
        CacheParameterGroupName=name, CacheParameterGroupFamily=family, Description="probe", Tags=tags
    )["CacheParameterGroup"]["ARN"]
    values = {"maxmemory-policy": "allkeys-lru", "notify-keyspace-events": "Ex"}
    sent = [{"ParameterName": key, "ParameterValue": value} for key, value in values.items()]
    cache.modify_cache_parameter_group(CacheParameterGroupName=name, ParameterNameValues=sent)
    cache.reset_cache_parameter_group(CacheParameterGroupName=name, ParameterNameValues=sent[1:])
    group = cache.describe_cache_parameter_groups(CacheParameterGroupName=name)["CacheParameterGroups"][0]
    seen = cache.describe_cache_parameters(CacheParameterGroupName=name, Source="user")["Parameters"]
    told = cache.list_tags_for_resource(ResourceName=arn)["TagList"]
    cache.delete_cache_parameter_group(CacheParameterGroupName=name)
    try:
        cache.describe_cache_parameter_groups(CacheParameterGroupName=name)
        after = "still there"
    except cache.exceptions.CacheParameterGroupNotFoundFault:
        after = "gone"
    wanted = (family, tags, [sent[0] | {"Source": "user"}], "gone")
    return (group["CacheParameterGroupFamily"], told, seen, after), wanted


FIXES = (
    Fix(
        id="elasticache.parameter-groups",
        symptom="aws_elasticache_parameter_group: CreateCacheParameterGroup 500",
        apply=parameter_groups,
        probe=_see_parameter_group,
    ),
)
