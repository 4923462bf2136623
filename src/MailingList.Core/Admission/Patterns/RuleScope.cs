namespace MailingList.Core.Admission.Patterns;

/// <summary>For whom a rule was made, the nearest first: what a list says goes before what is said for all.</summary>
public enum RuleScope
{
    /// <summary>For one list.</summary>
    List,

    /// <summary>For all lists of the cluster.</summary>
    Site,
}
