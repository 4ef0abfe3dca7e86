package io.recourse.platform.json;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.Size;

import io.quarkus.hibernate.validator.ValidatorFactoryCustomizer;
import org.hibernate.validator.BaseHibernateValidatorConfiguration;
import org.hibernate.validator.cfg.ConstraintMapping;

/** Has every {@link Size} of a text judged by {@link CodePointSize}; that of lists stays as it is. */
@ApplicationScoped
class TextValidation implements ValidatorFactoryCustomizer {

    @Override
    public void customize(BaseHibernateValidatorConfiguration<?> configuration) {
        ConstraintMapping mapping = configuration.createConstraintMapping();
        mapping.constraintDefinition(Size.class).includeExistingValidators(true).validatedBy(CodePointSize.class);
        configuration.addMapping(mapping);
    }
}
