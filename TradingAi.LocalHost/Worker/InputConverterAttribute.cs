namespace Microsoft.Azure.Functions.Worker.Converters;

/// <summary>The base of the attributes that choose how a parameter's value is read.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class InputConverterAttribute : Attribute
{
    private protected InputConverterAttribute()
    {
    }
}
